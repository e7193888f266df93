// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.agent.frames.HeldCut;
import dev.jspect.agent.frames.OwnStack;
import java.util.function.Function;

/** Stacks by the native library: for JDK 8. The throwing thread reads its variables itself, which stops all others for moments. */
final class NativeStacks implements StackSource {
    private final OwnStack stacks;

    NativeStacks(OwnStack stacks) {
        this.stacks = stacks;
    }

    @Override
    public Function<Throwable, Object> ofCallers() {
        return new Function<Throwable, Object>() {
            @Override
            public Object apply(Throwable thrown) {
                return stacks.take(thrown);
            }
        };
    }

    @Override
    public HeldCut read(CapturedException captured, ExceptionValues values) {
        return OwnStack.read((Object[]) captured.stack, values);
    }
}
