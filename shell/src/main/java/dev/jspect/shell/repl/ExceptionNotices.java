// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.shell.exceptions.WatchedException;
import dev.jspect.shell.text.ExceptionLine;
import java.util.HashMap;
import java.util.Map;

/** A line above the prompt for each exception. One that comes again and again has a line a second. For one thread. */
final class ExceptionNotices {
    private static final long AGAIN_AFTER_MILLIS = 1_000;

    private final Screen screen;
    private final Map<Integer, Long> last = new HashMap<>();

    ExceptionNotices(Screen screen) {
        this.screen = screen;
    }

    void show(WatchedException kind) {
        long at = kind.capture().atMillis;
        Long before = last.get(kind.number());
        if (before == null || at - before >= AGAIN_AFTER_MILLIS) {
            last.put(kind.number(), at);
            screen.showAbove(out -> ExceptionLine.write(out, kind));
        }
    }
}
