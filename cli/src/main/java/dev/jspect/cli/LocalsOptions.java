// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.protocol.ContextRequest;
import dev.jspect.protocol.FramesRequest;
import dev.jspect.protocol.ValueBounds;
import dev.jspect.protocol.WantedTasks;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** Which local variables are shown, and how much of them. */
final class LocalsOptions {
    private static final int MOST_FRAMES = 1024;
    private static final int MOST_VIRTUAL_THREADS = 2000;
    private static final int ALL_VIRTUAL_THREADS = 1_000_000;
    private static final int MOST_BYTES = 6 << 20;

    private int level;

    private final ValueOptions values = new ValueOptions();
    private Duration pauseBudget = Duration.ofMillis(200);
    private boolean documentedOnly;
    private boolean context;
    private boolean allFrames;
    private List<String> application = List.of();
    private List<Path> sourcePath = List.of();

    /** Returns those of a command that always wants them, as deep as {@code -ll} shows them, and what threads carry. */
    static LocalsOptions whole() {
        LocalsOptions whole = new LocalsOptions();
        whole.level = 2;
        whole.context = true;
        return whole;
    }

    /** Adds the options to what a command takes. */
    void describe(Syntax syntax) {
        syntax.option(
                OptionSpec.builder("-l", "--locals")
                        .arity("0")
                        .description("Show the local variables of every frame, one line each; -ll two levels deeper."),
                boolean[].class,
                typed -> level = typed.length);
        describeReading(syntax);
    }

    /** Adds those that say how they are read. */
    void describeReading(Syntax syntax) {
        values.describe(syntax);
        syntax.option(
                OptionSpec.builder("--app")
                        .paramLabel("PREFIX")
                        .description(
                                "The application's classes begin so, com.shop; the frames of all others are folded."
                                        + " Repeatable (default: all but the JDK's)."),
                String[].class,
                typed -> application = List.of(typed));
        syntax.flag(typed -> allFrames = typed, "Fold no frames, and read the variables of all.", "--all-frames");
        syntax.option(
                OptionSpec.builder("--source-path")
                        .paramLabel("FILE")
                        .description(
                                "Sources, for the lines around each frame's: a directory with folders of packages, or a"
                                        + " jar or zip of those. Repeatable (default: x-sources.jar beside x.jar; with --all-frames the"
                                        + " src.zip of the target's JDK)."),
                Path[].class,
                typed -> sourcePath = List.of(typed));
        syntax.option(
                OptionSpec.builder("--pause-budget")
                        .paramLabel("TIME")
                        .converters(new DurationConverter())
                        .description(
                                "Stop the target for this long at most, and a moment for each thread that is stopped (default: 200ms). What did not fit"
                                        + " is labelled."),
                Duration.class,
                typed -> pauseBudget = typed);
        syntax.flag(
                typed -> documentedOnly = typed,
                "Use documented means of the JVM only: they reach references, but no primitives.",
                "--documented-only");
    }

    /** Adds the option for what threads carry, to commands that show whole threads. */
    void describeContext(Syntax syntax) {
        syntax.flag(
                typed -> context = typed,
                "Show below each thread what it carries with it, read a moment later: thread-locals, MDC, scoped values.",
                "--context");
    }

    /** Whether what threads carry is wanted, too. */
    boolean withContext() {
        return context;
    }

    /** Returns the request that asks for that. */
    ContextRequest contextRequest(List<Long> threadIds, Duration timeout) {
        return ContextCommand.request(threadIds, false, WantedTasks.NONE, bounds(timeout));
    }

    /** Whether local variables are wanted: who limits them, wants them. */
    boolean wanted() {
        return level > 0
                || values.typed()
                || documentedOnly
                || context
                || allFrames
                || !application.isEmpty()
                || !sourcePath.isEmpty();
    }

    /** Where sources are, besides where they are found anyway. */
    List<Path> sourcePath() {
        for (Path path : sourcePath) {
            if (!Files.isReadable(path)) {
                throw new JspectException(
                        ExitCode.USAGE,
                        "no sources at " + path,
                        Files.exists(path) ? "it cannot be read" : "it does not exist",
                        "Name a directory with folders of packages, or a jar of them.");
            }
        }
        return sourcePath;
    }

    /** Whether values may take several lines. */
    boolean deep() {
        return level > 1 || values.deep();
    }

    /** Returns what {@code --app} says and no frame's class begins with. */
    List<String> applicationNotSeen(List<ThreadSnapshot> threads) {
        return application.stream()
                .filter(prefix -> threads.stream()
                        .flatMap(thread -> thread.frames().stream())
                        .noneMatch(frame -> frame.className().startsWith(prefix)))
                .toList();
    }

    /** Whether frames that nobody asked for are left out. */
    boolean folds() {
        return !allFrames;
    }

    /**
     * Returns the request that asks for them.
     *
     * @param threadIds empty for all
     * @param live as {@link FramesRequest#live}; null to ask for the stacks alone
     */
    FramesRequest request(List<Long> threadIds, long @Nullable [] live, Duration timeout) {
        return new FramesRequest(
                threadIds,
                MOST_FRAMES,
                // Those that were chosen are looked for among all.
                threadIds.isEmpty() ? MOST_VIRTUAL_THREADS : ALL_VIRTUAL_THREADS,
                allFrames,
                documentedOnly,
                application,
                (int) Math.min(pauseBudget.toMillis(), FramesRequest.MAX_PAUSE_MILLIS),
                live == null,
                live == null ? new long[0] : live,
                bounds(timeout));
    }

    private ValueBounds bounds(Duration timeout) {
        boolean deep = level > 1;
        return values.bounds(deep ? 3 : 1, deep ? 20 : 10, deep ? 400 : 80, MOST_BYTES, timeout);
    }
}
