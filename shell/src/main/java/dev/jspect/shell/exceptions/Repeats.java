// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.exceptions;

import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.FrameCapture;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.MethodFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Tells which exceptions are the same, seen again: of the same class, from the same places of the application's code. Messages and values do
 * not count, nor do the JDK's frames, which depend on what is compiled. For one thread.
 */
public final class Repeats {
    private final Map<List<String>, Repeat> known = new HashMap<>();
    private final Map<List<String>, Integer> numbers = new HashMap<>();

    /**
     * One kind of exception.
     *
     * @param first when it was seen first, in milliseconds since 1970
     * @param last when it was seen last
     * @param count how often it was captured
     */
    public record Repeat(long first, long last, int count) {
        Repeat again(long at) {
            return new Repeat(first, at, count + 1);
        }
    }

    /** Adds one, and returns what is known of its kind with it. */
    public Repeat add(ExceptionCapture capture) {
        List<String> fingerprint = fingerprint(capture);
        numbers.putIfAbsent(fingerprint, numbers.size() + 1);
        return known.merge(
                fingerprint,
                new Repeat(capture.atMillis, capture.atMillis, 1),
                (before, now) -> before.again(now.last));
    }

    /** Returns which kind it is, from 1, in the order in which they came; it must have been added. */
    int numberOf(ExceptionCapture capture) {
        return Objects.requireNonNull(numbers.get(fingerprint(capture)));
    }

    /** Returns what makes its kind: the class, then the places of the application's code, innermost first. */
    public static List<String> fingerprint(ExceptionCapture capture) {
        List<String> parts = new ArrayList<>();
        parts.add(capture.parts.get(0).className);
        FramesCapture frames = capture.frames;
        for (FrameCapture frame : frames.threads.get(0).frames) {
            MethodFacts method = frames.methods.get(frame.method);
            if (method.origin == MethodFacts.APPLICATION) {
                parts.add(method.className + '.' + method.name + method.descriptor + '@' + frame.bci);
            }
        }
        return parts;
    }
}
