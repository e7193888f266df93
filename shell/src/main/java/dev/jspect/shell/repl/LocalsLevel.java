// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.protocol.FramesRequest;
import dev.jspect.protocol.ValueBounds;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The argument of {@code /frames}: which threads, and how much of their local variables.
 *
 * @param threads what was typed besides {@code -l} or {@code -ll}
 * @param level 0 for no variables, 1 for a line each, 2 for more of them
 */
record LocalsLevel(String threads, int level) {
    private static final int MOST_FRAMES = 1024;
    private static final int MOST_VIRTUAL_THREADS = 2000;
    private static final int MOST_BYTES = 6 << 20;
    private static final int PAUSE_MILLIS = 200;
    private static final int READING_MILLIS = 5_000;

    /** Finds the flag at either end: thread names have blanks. */
    static LocalsLevel parse(String argument) {
        for (int level = 2; level > 0; level--) {
            String flag = "-" + "l".repeat(level);
            if (argument.equals(flag)) {
                return new LocalsLevel("", level);
            }
            if (argument.startsWith(flag + " ")) {
                return new LocalsLevel(argument.substring(level + 1).strip(), level);
            }
            if (argument.endsWith(" " + flag)) {
                return new LocalsLevel(
                        argument.substring(0, argument.length() - level - 2).strip(), level);
            }
        }
        return new LocalsLevel(argument, 0);
    }

    boolean isDeep() {
        return level > 1;
    }

    /**
     * Returns the request that asks for them.
     *
     * @param chosen the threads; with nothing typed, all there are when it is carried out
     * @param live as {@link FramesRequest#live}; null to ask for the stacks alone
     */
    FramesRequest request(List<ThreadSnapshot> chosen, long @Nullable [] live) {
        List<Long> ids = new ArrayList<>();
        if (!threads.isEmpty()) {
            chosen.forEach(thread -> ids.add(thread.id()));
        }
        return new FramesRequest(
                ids,
                MOST_FRAMES,
                MOST_VIRTUAL_THREADS,
                false,
                false,
                List.of(),
                PAUSE_MILLIS,
                live == null,
                live == null ? new long[0] : live,
                isDeep()
                        ? new ValueBounds(3, 20, 400, MOST_BYTES, READING_MILLIS, List.of())
                        : new ValueBounds(1, 10, 80, MOST_BYTES, READING_MILLIS, List.of()));
    }
}
