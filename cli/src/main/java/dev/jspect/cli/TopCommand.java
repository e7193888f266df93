// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.json.JsonOutput;
import dev.jspect.cli.json.Looked;
import dev.jspect.shell.natives.ThreadLoad;
import dev.jspect.shell.text.StyledText;
import dev.jspect.shell.text.TopText;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** Shows which threads work, again and again. */
final class TopCommand implements Command {
    /** Nobody waits for the first answer as long as for the others. */
    private static final Duration FIRST = Duration.ofMillis(500);

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final int USUAL_LINES = 20;
    private static final int USUAL_COUNT = 10;

    private final Invocation invocation;

    TargetArgument target = new TargetArgument();

    Duration every = Duration.ofSeconds(2);

    @Nullable
    Integer count;

    int lines = USUAL_LINES;

    ThreadsOption threads = new ThreadsOption();

    TopText.Order order = TopText.Order.CPU;

    CommonOptions common = new CommonOptions();

    TopCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        this,
                        "top",
                        "Shows which threads work: the share of a CPU that each takes, its state, where it is in the application's code, and the"
                                + " system call that it waits in; those of the VM, too. Loads nothing into the target. In a terminal"
                                + " c, t, n, i and s sort, / chooses threads, and q leaves.")
                .with(target::describe)
                .option(
                        OptionSpec.builder("--every")
                                .paramLabel("TIME")
                                .converters(new DurationConverter())
                                .description("Measure for so long each time (default: 2s)."),
                        Duration.class,
                        typed -> every = typed)
                .option(
                        OptionSpec.builder("-n", "--count")
                                .paramLabel("N")
                                .converters(CountConverter.from(1))
                                .description("So many times (default: in a terminal until q, else 10)."),
                        Integer.class,
                        typed -> count = typed)
                .option(
                        OptionSpec.builder("--lines")
                                .paramLabel("N")
                                .converters(CountConverter.from(0))
                                .description(
                                        "So many threads, where there is no terminal (default: 20; with --json all)."),
                        Integer.class,
                        typed -> lines = typed)
                .with(threads::describe)
                .option(
                        OptionSpec.builder("--sort")
                                .paramLabel("KEY")
                                .converters(TopCommand::order)
                                .completionCandidates(List.of("cpu", "time", "name", "id", "state"))
                                .description("cpu (default), time, name, id or state."),
                        TopText.Order.class,
                        typed -> order = typed)
                .with(common::describe)
                .examples(
                        "  jspect top orders                     again and again, until q",
                        "  jspect top orders -t 'http-*'         those of one pool",
                        "  jspect top orders -n 1 --every 10s    once, over ten seconds",
                        "  jspect top orders -j -n 60            a document a line, for two minutes");
    }

    private static TopText.Order order(String typed) {
        for (TopText.Order one : TopText.Order.values()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(typed)) {
                return one;
            }
        }
        throw new TypeConversionException("threads are sorted by cpu, time, name, id or state, but not by " + typed);
    }

    @Override
    public ExitCode call() throws IOException, InterruptedException {
        JvmProcess jvm = target.find();
        Loads loads = new Loads(jvm, common.timeout);
        if (every.compareTo(SHORTEST) < 0) {
            throw new JspectException(
                    ExitCode.USAGE,
                    "--every " + every.toMillis() + "ms",
                    "the target would be busy with it",
                    "100ms at least.");
        }
        boolean once = count != null && count == 1;
        Duration first = once || every.compareTo(FIRST) < 0 ? every : FIRST;
        if (!common.json && invocation.outIsTerminal() && Terminal.isIn()) {
            return TopScreen.show(this, invocation, jvm, loads, first);
        }
        int times = count == null ? USUAL_COUNT : count;
        for (int i = 0; i < times && !invocation.out().checkError(); i++) {
            Thread.sleep((i == 0 ? first : every).toMillis());
            Loads.Measured measured = loads.measure();
            if (common.json) {
                JsonOutput.top(
                        invocation.out(),
                        Looked.at(jvm),
                        measured.at(),
                        measured.nanos(),
                        TopText.chosen(measured.threads(), threads.patterns(), order));
            } else {
                write(jvm, measured, i > 0);
            }
            if (i == 0 && loads.refused() != null && !common.quiet) {
                invocation.err().println("jspect: not all system calls are known: " + loads.refused());
            }
        }
        return ExitCode.DONE;
    }

    private void write(JvmProcess jvm, Loads.Measured measured, boolean again) throws IOException {
        StyledText out = new StyledText(invocation.out(), common.style(invocation), Terminal.columns(invocation));
        if (again) {
            out.endLine();
        }
        List<ThreadLoad> chosen = TopText.chosen(measured.threads(), threads.patterns(), order);
        out.add(head(jvm, measured, chosen)).endLine();
        TopText.write(out, chosen.subList(0, Math.min(lines, chosen.size())));
        invocation.out().flush();
    }

    /** Returns what all do together. */
    static String head(JvmProcess jvm, Loads.Measured measured, List<ThreadLoad> chosen) {
        int all = measured.threads().size();
        return jvm.label() + ": " + TopText.percent(measured.cpu()) + " of a CPU, "
                + (chosen.size() == all ? "" : chosen.size() + " of ") + all + " threads, "
                + String.format(Locale.ROOT, "%.1f s", measured.nanos() / 1e9);
    }
}
