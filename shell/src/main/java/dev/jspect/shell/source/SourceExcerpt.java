// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.source;

import java.util.List;

/**
 * The lines of a source around the one that a frame is at.
 *
 * @param file where they were found: a file, or an archive and its entry
 * @param line the frame's, 1-based
 * @param differs whether the file is not what the running class was compiled from; there are no lines then
 * @param before at most two
 * @param text the line itself
 * @param after at most two
 */
public record SourceExcerpt(
        String file, int line, boolean differs, List<String> before, String text, List<String> after) {
    public SourceExcerpt {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    static SourceExcerpt differing(String file, int line) {
        return new SourceExcerpt(file, line, true, List.of(), "", List.of());
    }
}
