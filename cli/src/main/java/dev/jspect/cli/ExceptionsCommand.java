// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.json.JsonOutput;
import dev.jspect.cli.receipt.Receipt;
import dev.jspect.cli.receipt.ReceiptMeter;
import dev.jspect.cli.remote.AgentAttacher;
import dev.jspect.cli.remote.ExceptionStream;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.cli.remote.TargetFailure;
import dev.jspect.cli.remote.ValueLimits;
import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.ExceptionsRequest;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.exceptions.Repeats;
import dev.jspect.shell.locals.LocalsReader;
import dev.jspect.shell.source.SourceArchives;
import dev.jspect.shell.source.Sources;
import dev.jspect.shell.text.Durations;
import dev.jspect.shell.text.ExceptionText;
import dev.jspect.shell.text.SafeText;
import dev.jspect.shell.text.StyledText;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Shows exceptions as they are constructed in a target, each with its frames' local variables. */
final class ExceptionsCommand implements Command {
    private static final int MOST_FRAMES = 200;
    private static final int MOST_BYTES = 1 << 20;
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Invocation invocation;

    TargetArgument target = new TargetArgument();

    @Nullable
    String glob;

    int count = 10;

    Duration duration = Duration.ofSeconds(60);

    int rate = 5;

    boolean noLocals;

    boolean allFrames;

    List<String> application = List.of();

    List<Path> sourcePath = List.of();

    ValueOptions values = new ValueOptions();

    CommonOptions common = new CommonOptions();

    ExceptionsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        this,
                        "exceptions",
                        "Shows exceptions as they are constructed, with the stack and the local variables of its frames: those that"
                                + " are caught and never logged, too. Changes the class Throwable meanwhile, and changes it back."
                                + " What the JVM throws again and again without making it anew is never seen"
                                + " (-XX:-OmitStackTraceInFastThrow).")
                .with(target::describe)
                .parameter(
                        PositionalParamSpec.builder()
                                .index("1")
                                .required(false)
                                .arity("0..1")
                                .paramLabel("CLASS")
                                .description(
                                        "Exceptions of this class and its subclasses: a full name or one without package, with"
                                                + " * for any characters (default: all)."),
                        String.class,
                        typed -> glob = typed)
                .option(
                        OptionSpec.builder("-n", "--count")
                                .paramLabel("N")
                                .description("Stop after so many (default: 10)."),
                        Integer.class,
                        typed -> count = Math.max(1, typed))
                .option(
                        OptionSpec.builder("-d", "--duration")
                                .paramLabel("TIME")
                                .converters(new DurationConverter())
                                .description("Stop after so long (default: 60s)."),
                        Duration.class,
                        typed -> duration = typed)
                .option(
                        OptionSpec.builder("--rate")
                                .paramLabel("N")
                                .description("Capture so many a second, and count the others (default: 5)."),
                        Integer.class,
                        typed -> rate = Math.max(1, Math.min(ExceptionsRequest.MAX_RATE, typed)))
                .flag(typed -> noLocals = typed, "Show no local variables.", "--no-locals")
                .option(
                        OptionSpec.builder("--app")
                                .paramLabel("PREFIX")
                                .description(
                                        "The application's classes begin so, com.shop. Repeatable (default: all but the"
                                                + " JDK's)."),
                        String[].class,
                        typed -> application = List.of(typed))
                .flag(typed -> allFrames = typed, "Fold no frames, and show the variables of all.", "--all-frames")
                .option(
                        OptionSpec.builder("--source-path")
                                .paramLabel("FILE")
                                .description("Sources, as for frames -l. Repeatable."),
                        Path[].class,
                        typed -> sourcePath = List.of(typed))
                .with(values::describe)
                .with(common::describe)
                .examples(
                        "  jspect exceptions orders                       the next ten",
                        "  jspect exceptions orders IllegalState* -n 3    three of these, or of a subclass",
                        "  jspect exceptions orders SQLException -d 10m   for ten minutes");
    }

    @Override
    public ExitCode call() throws InterruptedException {
        JvmProcess jvm = target.find();
        ReceiptMeter meter = ReceiptMeter.start(jvm);
        long begun = System.nanoTime();
        int shown;
        ExceptionStream.Totals totals;
        try (RemoteTarget session = AgentAttacher.attach(jvm, common.deadline(), ValueLimits.DEFAULT)) {
            Thread onSignal = new Thread(session::close, "jspect-leave");
            Runtime.getRuntime().addShutdownHook(onSignal);
            ExceptionStream stream = session.exceptions(request());
            announce();
            shown = show(stream, session);
            totals = stream.end();
            // From here on the connection's end is enough.
            leave(onSignal);
        } catch (TargetException e) {
            throw TargetFailure.of("cannot watch the exceptions of " + jvm.label(), e);
        }
        summary(shown, totals, System.nanoTime() - begun, meter.finish().leaving(Receipt.DISPATCHER));
        return ExitCode.DONE;
    }

    private void announce() {
        if (!common.quiet) {
            invocation
                    .err()
                    .println("jspect: waits for "
                            + (glob == null ? "exceptions" : "exceptions of class " + SafeText.of(glob)));
        }
    }

    private static void leave(Thread onSignal) {
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException shuttingDown) {
            // A signal ends us.
            return;
        }
    }

    private ExceptionsRequest request() {
        return new ExceptionsRequest(
                glob,
                !noLocals,
                MOST_FRAMES,
                allFrames,
                application,
                rate,
                values.bounds(1, 10, 80, MOST_BYTES, common.timeout));
    }

    private int show(ExceptionStream stream, RemoteTarget session) throws InterruptedException, TargetException {
        Deadline end = Deadline.after(duration);
        LocalsReader reader = new LocalsReader(session);
        Sources sources = new Sources(
                sourcePath, new SourceArchives(session.jvm().javaHome()), allFrames, session.jvm()::toolPath);
        ExceptionText text = new ExceptionText(
                new StyledText(invocation.out(), common.style(invocation), Terminal.columns(invocation)),
                common.style(invocation),
                Terminal.columns(invocation),
                !allFrames);
        Repeats repeats = new Repeats();
        int shown = 0;
        while (shown < count && !end.hasPassed() && !invocation.out().checkError()) {
            ExceptionCapture capture = stream.next(LOOK);
            if (capture != null) {
                ThreadSnapshot thread = new ThreadDump(Instant.now(), "", List.of(), List.of(), false)
                        .withLocals(capture.frames, reader.judge(), sources)
                        .threads()
                        .get(0);
                show(capture, thread, repeats.add(capture), text);
                shown++;
            }
        }
        return shown;
    }

    private void show(ExceptionCapture capture, ThreadSnapshot thread, Repeats.Repeat repeat, ExceptionText text) {
        if (common.json) {
            JsonOutput.exception(invocation.out(), capture, thread, repeat);
        } else {
            try {
                if (repeat.count() == 1) {
                    text.write(capture, thread);
                } else {
                    text.writeAgain(capture, thread, repeat);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        invocation.out().flush();
    }

    private void summary(int shown, ExceptionStream.Totals totals, long nanos, Receipt receipt) {
        if (common.json) {
            JsonOutput.exceptionsEnd(invocation.out(), shown, totals, receipt);
        }
        if (common.quiet) {
            return;
        }
        PrintStream err = invocation.err();
        err.println(
                totals.restored()
                        ? "jspect: java.lang.Throwable is what it was"
                        : "jspect: java.lang.Throwable is NOT what it was: another agent may have changed it meanwhile");
        if (!common.json) {
            err.println(receipt.line());
        }
        err.println(String.format(
                Locale.ROOT,
                "done: %,d captured of %,d seen in %s%s; fast-throw exceptions are never seen (see --help)",
                shown,
                totals.seen(),
                Durations.ofMillis(nanos / 1e6),
                totals.lost() > 0 ? String.format(Locale.ROOT, ", %,d lost", totals.lost()) : ""));
    }
}
