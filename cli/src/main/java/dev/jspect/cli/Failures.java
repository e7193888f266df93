// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.shell.text.SafeText;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells failures on stderr and turns them into exit codes. */
final class Failures {
    private final Invocation invocation;

    Failures(Invocation invocation) {
        this.invocation = invocation;
    }

    /** Runs something, and tells what it throws: that is either a failure we foresaw or a bug. */
    @SuppressWarnings("CatchingUnchecked")
    ExitCode of(Callable<ExitCode> command) {
        try {
            return command.call();
        } catch (JspectException e) {
            return told(e);
        } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError | AssertionError e) {
            return bug(e);
        }
    }

    /** Tells a failure that we foresaw. */
    private ExitCode told(JspectException failure) {
        StringBuilder line = new StringBuilder("jspect: ").append(failure.getMessage());
        String remedy = failure.remedy();
        if (remedy != null) {
            line.append(line.charAt(line.length() - 1) == '\n' ? "" : ". ");
            line.append(remedy.replace(JspectException.COMMAND_LINE, invocation.commandLine()));
        }
        print(line.toString(), failure);
        return failure.exitCode();
    }

    /** Tells a failure that we did not foresee. */
    private ExitCode bug(Throwable bug) {
        print(
                "jspect: this is a bug in jspect: " + bug + ". Please report it with what this prints: "
                        + invocation.commandLine() + " --debug",
                bug);
        return ExitCode.BUG;
    }

    /** Tells that the answer could not be written; that nobody reads on is no failure worth a word. */
    ExitCode unwritten(IOException failure) {
        // The same words on every system that has pipes: strerror(EPIPE), and Windows' "The pipe is being closed".
        String reason = Objects.requireNonNullElse(failure.getMessage(), "");
        if (reason.contains("Broken pipe") || reason.contains("pipe is being closed")) {
            return ExitCode.BROKEN_PIPE;
        }
        print("jspect: cannot write the answer: " + reason, failure);
        return ExitCode.INCOMPLETE;
    }

    /** Tells what is wrong with the command line, in one line and a hint. */
    ExitCode usage(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String message = wrong.getMessage() == null ? "wrong usage" : wrong.getMessage();
        String problem = wrong instanceof UnmatchedArgumentException unmatched ? unmatched(unmatched) : message;
        print(
                "jspect: " + problem.strip() + (problem.endsWith("?") ? " See: " : ". See: ")
                        + command.getCommandSpec().qualifiedName() + " --help",
                wrong);
        return ExitCode.USAGE;
    }

    private static String unmatched(UnmatchedArgumentException wrong) {
        String argument = wrong.getUnmatched().get(0);
        boolean isCommand = !argument.startsWith("-")
                && wrong.getCommandLine().getParent() == null
                && !wrong.getCommandLine().getSubcommands().isEmpty();
        String kind = argument.startsWith("-") ? "option" : isCommand ? "command" : "argument";
        String suggestion = wrong.getSuggestions().isEmpty()
                ? ""
                : ", did you mean " + wrong.getSuggestions().get(0) + "?";
        return "unknown " + kind + " '" + argument + "'" + suggestion;
    }

    private void print(String text, Throwable cause) {
        if (isEnding()) {
            return;
        }
        for (String line : text.split("\n", -1)) {
            invocation.err().println(SafeText.of(line));
        }
        if (invocation.arguments().contains("--debug")) {
            cause.printStackTrace(invocation.err());
        }
    }

    /** Says whether a signal is ending us: whatever fails then does so for that. */
    private static boolean isEnding() {
        Thread probe = new Thread("jspect-probe");
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException shuttingDown) {
            return true;
        }
    }
}
