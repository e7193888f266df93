// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.json.JsonOutput;
import dev.jspect.cli.remote.TargetFailure;
import dev.jspect.protocol.Protocol;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.engine.SnippetResult;
import dev.jspect.shell.engine.SnippetResult.Ending;
import dev.jspect.shell.frames.FrameChoice;
import dev.jspect.shell.frames.HeldThread;
import dev.jspect.shell.loaders.LoaderHint;
import dev.jspect.shell.text.SafeText;
import dev.jspect.shell.text.SnippetText;
import dev.jspect.shell.text.Style;
import dev.jspect.shell.text.StyledText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of {@code eval}: evaluates, shows what came of it, and ends with the code that says so. */
final class Evaluation {
    private final Invocation invocation;
    private final CommonOptions common;
    private final TargetSession session;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Evaluation(Invocation invocation, CommonOptions common, TargetSession session) {
        this.invocation = invocation;
        this.common = common;
        this.session = session;
    }

    /**
     * Runs the code.
     *
     * @param loader whose classes it sees; null for the frame's, or else the likeliest
     * @param chosen the frame whose variables it has, or null
     */
    ExitCode run(String source, @Nullable String loader, FrameChoice.@Nullable Chosen chosen) {
        EvalTimeout timeout = EvalTimeout.start(session.engine(), common.timeout);
        if (common.json) {
            session.redirectOutput(out, err);
        } else {
            PrintStream answer = invocation.out();
            session.redirectOutput(new StoppingOutput(answer, answer::checkError, timeout::stopNow), invocation.err());
        }
        List<SnippetResult> results;
        FrameOption.Bound frame = null;
        try {
            LoaderChoice.apply(session, loader);
            frame = chosen == null ? null : FrameOption.bind(session, chosen, loader == null);
            results = session.engine().evaluate(source);
        } catch (TargetException e) {
            throw TargetFailure.of("cannot evaluate", e);
        } finally {
            timeout.close();
        }
        String hint = common.json ? null : LoaderHint.of(results, session.target());
        long dropped = session.target().takeDroppedOutput();
        session.close();
        if (session.receipt().threadsEnded()) {
            results = results.stream().map(Evaluation::ended).toList();
        }
        if (common.json) {
            JsonOutput.eval(
                    invocation.out(),
                    frame == null ? null : frame.thread(),
                    results,
                    text(out),
                    text(err),
                    session.receipt());
        } else {
            show(frame, results, hint, dropped);
        }
        return results.isEmpty() ? ExitCode.DONE : code(results.get(results.size() - 1));
    }

    /** What was given up while the session lasted has ended with it: it was slow to stop, not in native code. */
    private static SnippetResult ended(SnippetResult result) {
        return result.ending() == Ending.ABANDONED ? result.withEnding(Ending.STOPPED) : result;
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void show(
            FrameOption.@Nullable Bound frame, List<SnippetResult> results, @Nullable String hint, long dropped) {
        Style style = common.colored(invocation) ? Style.ANSI : Style.PLAIN;
        StyledText answer = new StyledText(invocation.out(), style, Terminal.columns(invocation));
        StyledText aside = new StyledText(invocation.err(), style, Terminal.columns(invocation));
        try {
            if (frame != null && !common.quiet) {
                aside.add("jspect: " + described(frame)).endLine();
            }
            for (SnippetResult result : results) {
                if (result.ending() == Ending.STOPPED && invocation.out().checkError()) {
                    // Not for its time, but because nobody reads on.
                    continue;
                }
                new ResultText(common.quiet).show(result, answer, aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PrintStream notes = invocation.err();
        if (hint != null) {
            notes.println("jspect: " + SafeText.of(hint) + ". Choose with --loader");
        }
        if (dropped > 0) {
            notes.println(
                    "jspect: output cut after " + Protocol.MAX_OUTPUT + " bytes; " + dropped + " more were dropped");
        }
        if (!common.quiet) {
            invocation.out().flush();
            notes.println(session.receipt().line());
        }
    }

    /** With the names: by then another frame may have the number that was meant. */
    private static String described(FrameOption.Bound frame) {
        HeldThread thread = frame.thread();
        String has = frame.names().isEmpty() ? "no variables" : String.join(", ", frame.names());
        return "frame " + thread.depth() + " of " + thread.label() + ": " + thread.place() + " has " + has;
    }

    private static ExitCode code(SnippetResult last) {
        return switch (last.ending()) {
            // Declared, but of no use: what it refers to is missing.
            case DONE -> last.missing().isEmpty() ? ExitCode.DONE : ExitCode.USER_CODE;
            case THREW ->
                last.thrown() != null && SnippetText.isRefusedExit(last.thrown())
                        ? ExitCode.REFUSED
                        : ExitCode.USER_CODE;
            case REJECTED, STOPPED, ABANDONED, FAILED -> ExitCode.USER_CODE;
            case REFUSED -> ExitCode.REFUSED;
            case LOST -> ExitCode.NO_TARGET;
        };
    }
}
