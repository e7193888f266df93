// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import java.util.function.Function;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * Cuts a source text into snippets, as if it was typed line by line: a snippet ends with the line that makes it complete,
 * but not before a line that goes on with it ({@code .map(...)}, {@code + 1}).
 */
final class SnippetSplitter {
    private static final String GOES_ON = ".+-*/%&|^?:=<>,)]";

    private final Function<String, CompletionInfo> analysis;

    /** A snippet, and what comes behind it. */
    record Cut(String snippet, String rest) {}

    SnippetSplitter(Function<String, CompletionInfo> analysis) {
        this.analysis = analysis;
    }

    /** Cuts off the first snippet; all of the text where none is complete. */
    Cut first(String source) {
        for (int end = lineEnd(source, 0); ; end = lineEnd(source, end + 1)) {
            String lines = source.substring(0, end);
            String rest = source.substring(end);
            if (!lines.isBlank() && !goesOn(rest)) {
                CompletionInfo info = analysis.apply(lines);
                if (info.completeness().isComplete()) {
                    return new Cut(info.source(), info.remaining() + rest);
                }
                if (info.completeness() == Completeness.EMPTY && !rest.isEmpty()) {
                    return first(rest);
                }
            }
            if (rest.isEmpty()) {
                return new Cut(source, "");
            }
        }
    }

    private static int lineEnd(String source, int from) {
        int end = source.indexOf('\n', from);
        return end < 0 ? source.length() : end;
    }

    private static boolean goesOn(String rest) {
        String next = rest.stripLeading();
        boolean comment = next.startsWith("//") || next.startsWith("/*");
        boolean prefix = next.startsWith("++") || next.startsWith("--");
        return !next.isEmpty() && !comment && !prefix && GOES_ON.indexOf(next.charAt(0)) >= 0;
    }
}
