// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.protocol.ThrownText;
import dev.jspect.shell.engine.SnippetResult;
import dev.jspect.shell.text.SnippetText;
import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.text.StyledText;
import java.io.IOException;
import java.util.Objects;

/** What {@code eval} says of a snippet: values are the answer, everything else is about it. */
final class ResultText {
    private final boolean valueOnly;

    ResultText(boolean valueOnly) {
        this.valueOnly = valueOnly;
    }

    void show(SnippetResult result, StyledText answer, StyledText aside) throws IOException {
        switch (result.ending()) {
            case DONE -> value(result, answer);
            case REJECTED -> {
                aside.add("jspect: the code does not compile").endLine();
                SnippetText.problems(aside, result);
            }
            case THREW -> {
                ThrownText thrown = Objects.requireNonNull(result.thrown());
                if (SnippetText.isRefusedExit(thrown)) {
                    aside.add("jspect: refused: " + thrown.message).endLine();
                } else {
                    aside.add("jspect: the code threw ");
                    SnippetText.thrown(aside, thrown);
                }
            }
            case STOPPED ->
                aside.add("jspect: stopped: its time was up; more with --timeout")
                        .endLine();
            case ABANDONED ->
                aside.add(
                                Kind.WARNING,
                                "jspect: its time was up, but it is in native code and goes on until that returns")
                        .endLine();
            case FAILED, REFUSED, LOST ->
                aside.add("jspect: cannot run the code: " + result.failure()).endLine();
        }
        if (!result.missing().isEmpty()) {
            aside.add("jspect: " + result.name() + " cannot be used before " + String.join(", ", result.missing())
                            + " is declared")
                    .endLine();
        }
    }

    private void value(SnippetResult result, StyledText answer) throws IOException {
        if (result.value() == null || !result.kind().equals("expression")) {
            return;
        }
        if (valueOnly) {
            SnippetText.value(answer, result.value());
            answer.endLine();
        } else {
            SnippetText.value(answer, result.value(), result.type());
        }
    }
}
