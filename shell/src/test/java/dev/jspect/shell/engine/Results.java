// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.shell.engine.SnippetResult.Ending;
import java.util.List;

/** Says in one line how snippets ended. */
final class Results {
    private Results() {}

    /** Returns the last value, or all that went wrong with the first snippet that did not end as it should. */
    static String last(List<SnippetResult> results) {
        String last = "";
        for (SnippetResult result : results) {
            if (result.ending() != Ending.DONE || !result.missing().isEmpty()) {
                String thrown =
                        result.thrown() == null ? "" : " " + result.thrown().className + ": " + result.thrown().message;
                return result.ending() + " " + result.problems() + result.missing() + " " + result.failure() + thrown;
            }
            last = result.value() == null ? "" : result.value().text;
        }
        return last;
    }
}
