// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.exceptions;

import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exceptions that were captured, a line for each kind, the first thousand kinds. Thread-safe. */
public final class ExceptionList {
    private static final int MOST = 1_000;

    private final Repeats repeats = new Repeats();
    private final List<WatchedException> kinds = new ArrayList<>();

    /** Makes an empty list. */
    public ExceptionList() {}

    /** Adds one; returns its kind, or null when there is no room for it. */
    public synchronized @Nullable WatchedException add(ExceptionCapture capture, ThreadSnapshot thread) {
        Repeats.Repeat repeat = repeats.add(capture);
        int index = repeats.numberOf(capture) - 1;
        if (index >= MOST) {
            return null;
        }
        WatchedException kind = new WatchedException(index + 1, capture, thread, repeat);
        if (index < kinds.size()) {
            kinds.set(index, kind);
        } else {
            kinds.add(kind);
        }
        return kind;
    }

    /** Returns all kinds, as they are now. */
    public synchronized List<WatchedException> all() {
        return List.copyOf(kinds);
    }

    /** Returns the kind of a number, or null. */
    public synchronized @Nullable WatchedException get(int number) {
        return number >= 1 && number <= kinds.size() ? kinds.get(number - 1) : null;
    }
}
