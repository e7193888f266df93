// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.receipt.ReceiptMeter;
import dev.jspect.cli.remote.AgentAttacher;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.cli.remote.TargetFailure;
import dev.jspect.cli.remote.ValueLimits;
import dev.jspect.cli.sentry.EventSink;
import dev.jspect.protocol.ExceptionsRequest;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.context.Carriers;
import dev.jspect.shell.source.SourceArchives;
import dev.jspect.shell.source.Sources;
import dev.jspect.shell.text.SafeText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Shows exceptions as they are constructed in a target, each with its frames' local variables. */
final class ExceptionsCommand implements Command {
    private static final int CHOICE_RATE = 200;

    /** Each variable stops all threads for a moment there. */
    private static final int CHOICE_RATE_OF_JAVA_8 = 20;

    private static final int MOST_FRAMES = 200;
    private static final int MOST_BYTES = 1 << 20;

    private final Invocation invocation;

    TargetArgument target = new TargetArgument();

    @Nullable
    String glob;

    int count = 10;

    Duration duration = Duration.ofSeconds(60);

    int rate = 5;

    boolean noLocals;

    boolean uncaught;

    @Nullable
    String where;

    boolean context;

    boolean allFrames;

    List<String> application = List.of();

    List<Path> sourcePath = List.of();

    ValueOptions values = new ValueOptions();

    SentryOption sentry = new SentryOption();

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
                                .converters(CountConverter.from(1))
                                .description("Stop after so many (default: 10)."),
                        Integer.class,
                        typed -> count = typed)
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
                                .converters(CountConverter.from(1))
                                .description("Capture so many a second, and count the others (default: 5)."),
                        Integer.class,
                        typed -> rate = Math.min(ExceptionsRequest.MAX_RATE, typed))
                .option(
                        OptionSpec.builder("--where")
                                .paramLabel("CONDITION")
                                .description(
                                        "Only those for which this Java is true; e is the exception. Runs in the target, in a"
                                                + " thread of jspect's."),
                        String.class,
                        typed -> where = typed)
                .flag(
                        typed -> uncaught = typed,
                        "Only those that nobody catches: their thread ends with them.",
                        "--uncaught")
                .flag(typed -> noLocals = typed, "Show no local variables.", "--no-locals")
                .flag(
                        typed -> context = typed,
                        "Show what the thread carried when it threw, too: the logging MDC, trace and security contexts, thread-locals.",
                        "--context")
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
                .with(sentry::describe)
                .with(common::describe)
                .examples(
                        "  jspect exceptions orders                       the next ten",
                        "  jspect exceptions orders IllegalState* -n 3    three of these, or of a subclass",
                        "  jspect exceptions orders SQLException -d 10m   for ten minutes",
                        "  jspect exceptions orders SQLException --where 'e.getErrorCode() == 1205'   deadlocks only",
                        "  jspect exceptions orders --uncaught            those that end a thread",
                        "  jspect exceptions orders --context             ... for whom, and in which trace",
                        "  SENTRY_DSN=... jspect exceptions orders --sentry=dsn    sends them to Sentry, too");
    }

    @Override
    public ExitCode call() throws InterruptedException {
        JvmProcess jvm = target.find();
        Entering.record(invocation, jvm);
        EventSink sink = sentry.open(invocation, common.json);
        SentryEvents events = sink == null ? null : new SentryEvents(sink, jvm, application, invocation.environment());
        ReceiptMeter meter = ReceiptMeter.start(jvm);
        ExceptionWatch watch = new ExceptionWatch(invocation, common, meter, events, sentry.isAnswer());
        try (RemoteTarget session = AgentAttacher.attach(jvm, common.deadline(), ValueLimits.DEFAULT)) {
            String condition = where == null ? null : ExceptionFilter.define(session, glob, where);
            watch.begin(session, request(jvm, condition));
            if (!common.quiet) {
                String what = uncaught ? "uncaught exceptions" : "exceptions";
                String which = glob == null ? "" : " of class " + SafeText.of(glob);
                invocation.err().println("jspect: waits for " + what + which);
            }
            watch.show(count, duration, sources(session), !allFrames);
            watch.end();
        } catch (TargetException e) {
            watch.sumUp();
            throw TargetFailure.of("cannot watch the exceptions of " + jvm.label(), e);
        }
        watch.sumUp();
        boolean delivered = events == null || events.isComplete();
        return delivered && watch.isRestored() ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }

    /** To choose from, stacks are taken at a higher rate: of an hour's time not more than some seconds. */
    private static int choiceRate(JvmProcess jvm) {
        return jvm.feature() == 8 ? CHOICE_RATE_OF_JAVA_8 : CHOICE_RATE;
    }

    private Sources sources(RemoteTarget session) {
        return new Sources(
                sourcePath, new SourceArchives(session.jvm().javaHome()), allFrames, session.jvm()::toolPath);
    }

    private ExceptionsRequest request(JvmProcess jvm, @Nullable String condition) {
        return new ExceptionsRequest(
                glob,
                !noLocals,
                MOST_FRAMES,
                allFrames,
                application,
                rate,
                condition == null && !uncaught ? rate : Math.max(rate, choiceRate(jvm)),
                uncaught,
                condition,
                0,
                context ? Carriers.holders() : null,
                values.bounds(1, 10, 80, MOST_BYTES, common.timeout));
    }
}
