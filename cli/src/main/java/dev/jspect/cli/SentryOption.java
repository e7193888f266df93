// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.sentry.Dsn;
import dev.jspect.cli.sentry.EventSink;
import dev.jspect.cli.sentry.SentEvents;
import dev.jspect.cli.sentry.WrittenEvents;
import dev.jspect.shell.text.SafeText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** Where the events for Sentry go, if anywhere. */
final class SentryOption {
    private static final String STDOUT = "-";
    private static final String SERVER = "dsn";

    private @Nullable String to;

    /** Adds the option to what a command takes. */
    void describe(Syntax syntax) {
        syntax.option(
                OptionSpec.builder("--sentry")
                        .paramLabel("TO")
                        .description("Make an event for Sentry of each, too: - writes them to stdout instead of the"
                                + " text, dsn sends them to what " + Dsn.VARIABLE
                                + " says, and any other word is a file to append them to."),
                String.class,
                typed -> to = typed);
    }

    /** Whether events take the place of the answer. */
    boolean isAnswer() {
        return STDOUT.equals(to);
    }

    /**
     * Opens it; null if it was not typed. Nothing must have been done to a target by then.
     *
     * @throws JspectException if no event could ever get there
     */
    @Nullable
    EventSink open(Invocation invocation, boolean json) {
        if (to == null) {
            return null;
        }
        if (isAnswer() && json) {
            throw new JspectException(
                    ExitCode.USAGE,
                    "--sentry=- and --json both write to stdout",
                    null,
                    "A file for the events: --sentry=events.jsonl");
        }
        if (isAnswer()) {
            return WrittenEvents.to(invocation.out());
        }
        if (SERVER.equals(to)) {
            Dsn dsn = Dsn.parse(invocation.environment().get(Dsn.VARIABLE));
            return SentEvents.to(dsn, "jspect/" + VersionProvider.version(), telling(invocation, "send", dsn.server()));
        }
        return WrittenEvents.to(file(to), telling(invocation, "write", to));
    }

    private static Path file(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new JspectException(
                    ExitCode.USAGE, "cannot write events to " + name, e.getReason(), "Use a file's name, - or dsn");
        }
    }

    private static Consumer<String> telling(Invocation invocation, String verb, String where) {
        return why -> invocation
                .err()
                .println("jspect: cannot " + verb + " events to " + SafeText.of(where) + ": " + SafeText.of(why)
                        + "; goes on without them");
    }
}
