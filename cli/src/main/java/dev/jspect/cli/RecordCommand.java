// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.ThreadDumps;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.os.Standstill;
import dev.jspect.cli.receipt.Receipt;
import dev.jspect.cli.recording.RecordingWriter;
import dev.jspect.shell.recording.About;
import dev.jspect.shell.text.Bytes;
import dev.jspect.shell.text.SafeText;
import dev.jspect.shell.threads.ThreadDump;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** Keeps what can be seen of a target for later. */
final class RecordCommand implements Command {
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);
    private static final int USUAL_COUNT = 10;

    private final Invocation invocation;

    TargetArgument target = new TargetArgument();

    @Nullable
    Path file;

    @Nullable
    Duration every;

    @Nullable
    Integer count;

    LocalsOptions locals = LocalsOptions.whole();

    CommonOptions common = new CommonOptions();

    RecordCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        this,
                        "record",
                        "Keeps a moment of a JVM in a file, or a series of them: the stacks of all threads with their local variables, as frames"
                                + " -ll shows them, what they carry, and the system calls that they wait in. jspect show reads it, on"
                                + " another machine, too.")
                .with(target::describe)
                .option(
                        OptionSpec.builder("-o", "--output")
                                .paramLabel("FILE")
                                .required(true)
                                .description("The file, which must not exist; for its owner alone."),
                        Path.class,
                        typed -> file = typed)
                .option(
                        OptionSpec.builder("--every")
                                .paramLabel("TIME")
                                .converters(new DurationConverter())
                                .description("So long between one moment of a series and the next (default: 1s)."),
                        Duration.class,
                        typed -> every = typed)
                .option(
                        OptionSpec.builder("--count")
                                .paramLabel("N")
                                .converters(CountConverter.from(1))
                                .description(
                                        "So many moments (default: 1; with --every 10). Ctrl-C ends a series sooner, and keeps it."),
                        Integer.class,
                        typed -> count = typed)
                .with(locals::describeReading)
                .with(common::describe)
                .examples(
                        "  jspect record orders -o orders.jspect                         a moment",
                        "  jspect record orders -o orders.jspect --every 1s --count 60   a minute",
                        "  jspect show orders.jspect                                     what it was");
    }

    @Override
    public ExitCode call() throws InterruptedException {
        int wanted = count != null ? count : every == null ? 1 : USUAL_COUNT;
        if (wanted < 1) {
            throw new JspectException(ExitCode.USAGE, "--count " + count, "there is no such recording", null);
        }
        JvmProcess jvm = target.find();
        Path output = Objects.requireNonNull(file);
        Entering.record(invocation, jvm);
        ThreadDumps dumps = ThreadDumps.of(jvm, common.deadline());
        try (Series series = Series.begin();
                RecordingWriter recording = RecordingWriter.create(output)) {
            Recorded recorded = record(jvm, dumps, series, recording, wanted);
            recording.finish(about(jvm, recorded.receipt()));
            JspectException ended = recorded.ended();
            if (ended != null) {
                invocation.err().println(SafeText.of("jspect: the series ended early: " + ended.getMessage()));
            }
            if (!common.quiet) {
                said(jvm, output, recording.moments(), recorded.receipt());
            }
            return ended == null ? ExitCode.DONE : ExitCode.INCOMPLETE;
        }
    }

    /**
     * What was recorded.
     *
     * @param ended why the series ended too early; null when it did not
     */
    private record Recorded(Receipt receipt, @Nullable JspectException ended) {}

    /** What there is of a series is kept, whatever ends it: that may be what it was made for. */
    private Recorded record(JvmProcess jvm, ThreadDumps dumps, Series series, RecordingWriter recording, int wanted)
            throws InterruptedException {
        long pausedNanos = 0;
        JspectException ended = null;
        try (LocalsSession session = LocalsSession.open(jvm, locals, common.timeout)) {
            for (int i = 0; i < wanted && ended == null; i++) {
                if (i > 0 && !series.awaits(System.nanoTime() + (every == null ? USUAL_PAUSE : every).toNanos())) {
                    break;
                }
                try {
                    Standstill since = Standstill.of(jvm.pid());
                    ThreadDump dump = dumps.takePlatformThreads(Deadline.after(common.timeout));
                    recording.add(session.moment(dump, dumps.notes(), since));
                    pausedNanos += Math.round(session.facts().pausedMs() * 1e6);
                } catch (JspectException e) {
                    if (recording.moments() == 0) {
                        throw e;
                    }
                    ended = e;
                }
            }
            // A signal ends the session, too.
            return new Recorded(session.finish().withPause(pausedNanos / 1e6), series.isEnding() ? null : ended);
        }
    }

    private static About about(JvmProcess jvm, Receipt receipt) {
        return new About(
                About.FORMAT,
                VersionProvider.version(),
                jvm.pid(),
                jvm.name(),
                jvm.javaVersion(),
                jvm.jvmArguments().stream().map(RecordCommand::withoutValue).toList(),
                receipt.pausedMs(),
                receipt.classesLoaded(),
                receipt.leftBehind());
    }

    /** A property may hold a secret under any name. */
    private static String withoutValue(String argument) {
        int equals = argument.indexOf('=');
        boolean isPlain = argument.startsWith("-X") && !argument.startsWith("-XX:On");
        return isPlain || equals < 0 ? argument : argument.substring(0, equals + 1) + "...";
    }

    private void said(JvmProcess jvm, Path output, int moments, Receipt receipt) {
        invocation
                .err()
                .println(SafeText.of("jspect: recorded " + (moments == 1 ? "a moment" : moments + " moments") + " of "
                        + jvm.label() + " in " + output + ", "
                        + Bytes.text(output.toFile().length())));
        invocation.err().println(receipt.line());
    }
}
