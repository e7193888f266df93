// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import dev.jspect.shell.locals.FrameLocals;
import java.util.List;

/** Threads with local variables, made by hand. */
public final class Locals {
    private Locals() {}

    /** Returns a waiting thread with one frame, {@code com.shop.Packer.pack(Packer.java:39)}. */
    public static ThreadSnapshot thread(String name, FrameLocals locals) {
        return thread(name, List.of(frame(0, 39, 17, locals)));
    }

    public static ThreadSnapshot thread(String name, List<StackFrame> frames) {
        return Threads.thread(1, name, Thread.State.WAITING, frames);
    }

    public static StackFrame frame(int depth, int line, int bci, FrameLocals locals) {
        return new StackFrame(
                depth,
                "com.shop.Packer",
                "pack",
                "(Lcom/shop/Order;)V",
                "Packer.java",
                line,
                false,
                null,
                null,
                List.of(),
                bci,
                locals,
                null);
    }
}
