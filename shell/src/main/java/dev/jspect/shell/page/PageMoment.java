// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.page;

import java.time.Instant;
import java.util.List;

/**
 * A moment on a page.
 *
 * @param notes what is not as it should be
 * @param threads those that have calls to show
 */
public record PageMoment(Instant at, List<String> notes, List<PageThread> threads) {
    public PageMoment {
        notes = List.copyOf(notes);
        threads = List.copyOf(threads);
    }
}
