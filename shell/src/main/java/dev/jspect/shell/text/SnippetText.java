// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.protocol.ThrownText;
import dev.jspect.protocol.ValueText;
import dev.jspect.shell.engine.SnippetResult;
import dev.jspect.shell.engine.SnippetResult.Problem;
import dev.jspect.shell.text.Style.Kind;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of snippets, as text. All of it comes from the target or the user, and is made harmless. */
public final class SnippetText {
    private static final String SNIPPET_PACKAGE = "REPL.";
    private static final String OUR_PACKAGE = "dev.jspect.agent.";
    private static final int MAX_PROBLEMS = 5;
    private static final int MAX_FRAMES = 40;

    private SnippetText() {}

    /** Writes a value as Java would be written, and its type behind it; several lines only where the text has them. */
    public static void value(StyledText out, ValueText value, @Nullable String declaredType) throws IOException {
        value(out, value);
        out.add(Kind.DIM, " : " + types(value, declaredType));
        if (value.notCaptured != null) {
            out.add(Kind.WARNING, " (" + value.notCaptured + size(value) + ")");
        }
        out.endLine();
    }

    /** Writes a value alone, without ending the line. */
    public static void value(StyledText out, ValueText value) throws IOException {
        switch (value.kind) {
            case ValueText.NULL -> out.add(Kind.KEYWORD, "null");
            case ValueText.BOOLEAN -> out.add(Kind.KEYWORD, value.text);
            case ValueText.NUMBER -> out.add(Kind.NUMBER, value.text);
            case ValueText.STRING -> out.add(Kind.STRING, SafeText.quoted(value.text));
            case ValueText.CHAR -> out.add(Kind.STRING, "'" + SafeText.of(value.text) + "'");
            default -> lines(out, Kind.TEXT, value.text, "");
        }
    }

    private static String size(ValueText value) {
        if (value.size == ValueText.NO_SIZE) {
            return "";
        }
        return ", " + value.size + (value.kind == ValueText.STRING ? " characters" : " elements") + " in all";
    }

    private static String types(ValueText value, @Nullable String declaredType) {
        String actual = TypeNames.simple(value.className);
        if (declaredType == null) {
            return actual.isEmpty() ? "null" : actual;
        }
        String declared = TypeNames.simple(declaredType);
        boolean same = actual.isEmpty()
                || value.kind != ValueText.OBJECT
                || declared.equals(actual)
                || declared.startsWith(actual + "<");
        return same ? declared : declared + " (" + actual + ")";
    }

    /** Writes what the compiler has to say, each problem under the place it is about. */
    public static void problems(StyledText out, SnippetResult result) throws IOException {
        List<Problem> errors = result.problems().stream().filter(Problem::error).toList();
        for (Problem problem : errors.subList(0, Math.min(MAX_PROBLEMS, errors.size()))) {
            place(out, result.source(), problem);
            lines(out, Kind.ERROR, problem.message(), "  ");
            out.endLine();
        }
        if (errors.size() > MAX_PROBLEMS) {
            out.add("  ... " + (errors.size() - MAX_PROBLEMS) + " more").endLine();
        }
    }

    private static void place(StyledText out, String source, Problem problem) throws IOException {
        int start = Math.max(0, Math.min(problem.start(), source.length()));
        int lineStart = source.lastIndexOf('\n', start - 1) + 1;
        int lineEnd = source.indexOf('\n', start);
        String line = source.substring(lineStart, lineEnd < 0 ? source.length() : lineEnd);
        out.add("  ").add(line.stripTrailing()).endLine();
        int length = Math.max(1, Math.min(problem.end(), lineStart + line.length()) - start);
        String before = SafeText.of(source.substring(lineStart, start));
        out.add("  ").padTo(2 + CellWidth.of(before));
        out.add(Kind.ERROR, "^".repeat(length)).endLine();
    }

    /** Says whether the snippet wanted to end the target, which it may not. */
    public static boolean isRefusedExit(ThrownText thrown) {
        return thrown.className.equals(OUR_PACKAGE + "eval.ExitRefused");
    }

    /** Writes an exception with its causes; the frames below the snippet, which are ours, are left out. */
    public static void thrown(StyledText out, ThrownText thrown) throws IOException {
        String heading = "";
        for (ThrownText t = thrown; t != null; t = t.cause) {
            out.add(Kind.DIM, heading).add(Kind.ERROR, t.className);
            if (t.message != null) {
                out.add(": ");
                lines(out, Kind.TEXT, t.message, "");
            }
            out.endLine();
            frames(out, t);
            heading = "Caused by: ";
        }
    }

    private static void frames(StyledText out, ThrownText thrown) throws IOException {
        List<StackTraceElement> frames = thrown.frames;
        int last = lastOfSnippet(frames);
        int shown = Math.min(last, MAX_FRAMES);
        for (int i = 0; i < shown; i++) {
            StackTraceElement frame = frames.get(i);
            if (frame.getClassName().startsWith(OUR_PACKAGE)) {
                continue;
            }
            out.add("    ").add(Kind.DIM, "at ");
            if (frame.getClassName().startsWith(SNIPPET_PACKAGE)) {
                out.add(Kind.DIM, snippetFrame(frame)).endLine();
            } else {
                out.add(frame.getClassName()).add(".").add(Kind.METHOD_NAME, frame.getMethodName());
                out.add(Kind.LOCATION, "(" + location(frame) + ")").endLine();
            }
        }
        int more = last - shown + (frames.size() < thrown.frameCount ? thrown.frameCount - frames.size() : 0);
        if (more > 0) {
            out.add("    ").add(Kind.DIM, "... " + more + " more").endLine();
        }
    }

    /** Everything up to the last frame of a snippet; all frames when there is none. */
    private static int lastOfSnippet(List<StackTraceElement> frames) {
        for (int i = frames.size() - 1; i >= 0; i--) {
            if (frames.get(i).getClassName().startsWith(SNIPPET_PACKAGE)) {
                return i + 1;
            }
        }
        return frames.size();
    }

    private static String snippetFrame(StackTraceElement frame) {
        return frame.getMethodName().startsWith("do_it$") ? "the snippet" : frame.getMethodName() + ", of a snippet";
    }

    private static String location(StackTraceElement frame) {
        if (frame.isNativeMethod()) {
            return "native method";
        }
        String file = frame.getFileName() == null ? "no source" : frame.getFileName();
        return frame.getLineNumber() > 0 ? file + ":" + frame.getLineNumber() : file;
    }

    /** Writes text that may have several lines, without ending the last. */
    private static void lines(StyledText out, Kind kind, String text, String indent) throws IOException {
        boolean first = true;
        for (String line : text.split("\n", -1)) {
            if (!first) {
                out.endLine();
            }
            out.add(indent).add(kind, line);
            first = false;
        }
    }
}
