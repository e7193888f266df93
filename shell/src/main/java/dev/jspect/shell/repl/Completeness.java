// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.shell.engine.SnippetEngine;
import java.time.Duration;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Tells whether what was typed is a whole snippet, or goes on in the next line. */
final class Completeness {
    /** The first analysis starts a compiler. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final EngineThread thread;
    private final SnippetEngine engine;

    Completeness(EngineThread thread, SnippetEngine engine) {
        this.thread = thread;
        this.engine = engine;
    }

    /** Says whether a text needs another line; no, when that cannot be told in time: the compiler will tell. */
    boolean needsMore(String text) {
        return !text.isBlank()
                && !CommandLine.isCommand(text)
                && thread.within(LIMIT, () -> isUnfinished(engine.analysis(), text))
                        .orElse(false);
    }

    private static boolean isUnfinished(SourceCodeAnalysis analysis, String text) {
        String rest = text;
        while (!rest.isBlank()) {
            CompletionInfo info = analysis.analyzeCompletion(rest);
            switch (info.completeness()) {
                case COMPLETE, COMPLETE_WITH_SEMI -> rest = info.remaining();
                case CONSIDERED_INCOMPLETE, DEFINITELY_INCOMPLETE -> {
                    return true;
                }
                default -> {
                    return false;
                }
            }
        }
        return false;
    }
}
