// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.exceptions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.FrameCapture;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.MethodFacts;
import dev.jspect.protocol.ThreadCapture;
import dev.jspect.protocol.ThrownPart;
import dev.jspect.protocol.ValueTree;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private final Repeats repeats = new Repeats();

    private static ExceptionCapture thrown(long at, String type, int bci, String... jdkFrames) {
        List<MethodFacts> methods = new ArrayList<>();
        List<FrameCapture> frames = new ArrayList<>();
        for (String name : jdkFrames) {
            frames.add(frame(methods.size(), 3));
            methods.add(method("java.lang.Integer", name, MethodFacts.BOOT));
        }
        frames.add(frame(methods.size(), bci));
        methods.add(method("com.shop.Till", "sum", MethodFacts.APPLICATION));
        ThreadCapture thread = new ThreadCapture(1, "main", false, 5, null, frames.size(), frames);
        return new ExceptionCapture(
                1,
                at,
                1,
                false,
                null,
                List.of(new ThrownPart(ThrownPart.THROWN, type, ValueTree.ofNull(), null)),
                new FramesCapture(FramesCapture.LOCALS, null, 0, false, 0, methods, List.of(thread)),
                null,
                ExceptionCapture.NOT_ASKED);
    }

    private static FrameCapture frame(int method, int bci) {
        return new FrameCapture(method, bci, FrameCapture.NOT_ASKED, new int[0], List.of());
    }

    private static MethodFacts method(String owner, String name, int origin) {
        return new MethodFacts(1, owner, name, "()V", 0, origin, null, null, null, new int[0], List.of(), false);
    }

    @Test
    void theSameFromTheSamePlaceIsARepeat() {
        repeats.add(thrown(10, "a.X", 7, "parseInt"));

        Repeats.Repeat again = repeats.add(thrown(20, "a.X", 7));

        assertEquals(new Repeats.Repeat(10, 20, 2), again);
    }

    @Test
    void anotherClassOrPlaceIsNone() {
        repeats.add(thrown(10, "a.X", 7));

        assertEquals(1, repeats.add(thrown(20, "a.Y", 7)).count());
        assertEquals(1, repeats.add(thrown(30, "a.X", 9)).count());
        assertEquals(2, repeats.add(thrown(40, "a.X", 9)).count());
    }
}
