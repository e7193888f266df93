// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import jdk.jshell.ErroneousSnippet;
import jdk.jshell.Snippet;

/** Numbers the user's snippets 1, 2, 3, whatever we evaluate in between, and names the values after them: {@code $3}. */
final class SnippetIds {
    private static final String OURS = "s";

    private boolean ours;
    private int last;
    private int lastOfOurs;
    private int lastError;

    /** Runs what makes snippets of our own. */
    void ours(Runnable evaluation) {
        ours = true;
        try {
            evaluation.run();
        } finally {
            ours = false;
        }
    }

    /** Returns the id of a new snippet. */
    String next(Snippet snippet) {
        if (ours) {
            return OURS + ++lastOfOurs;
        }
        return snippet instanceof ErroneousSnippet ? "e" + ++lastError : String.valueOf(++last);
    }

    /** Returns the name for the value of the snippet that comes next. */
    String variable() {
        return "$" + (last + 1);
    }

    static boolean isOurs(Snippet snippet) {
        return snippet.id().startsWith(OURS);
    }
}
