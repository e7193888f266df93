// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

/** How much of an exception goes into its event: less where more would be too large, and then the event says so. */
enum SentryDetail {
    /** All that was captured; Sentry itself cuts variables that are nested deeper. */
    ALL("", 5, true, 250, 8192),
    /** Each variable in a line. */
    VALUES("values", 0, true, 250, 8192),
    /** No variables. */
    VARIABLES("variables", -1, true, 250, 8192),
    /** The innermost frames, and nothing else of them. */
    FRAMES("variables, source, outer frames, messages", -1, false, 50, 500);

    /** What was left out; empty for nothing. */
    final String cut;
    /** How deep values are nested; below that they are text. Negative: none at all. */
    final int depth;
    /** Whether lines of the source are there. */
    final boolean source;
    /** Most frames, the innermost ones. */
    final int frames;
    /** Most characters of a message. */
    final int message;

    SentryDetail(String cut, int depth, boolean source, int frames, int message) {
        this.cut = cut;
        this.depth = depth;
        this.source = source;
        this.frames = frames;
        this.message = message;
    }

    /** Returns the beginning of a text, with an ellipsis where it was longer. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "\u2026";
    }
}
