// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.ThreadDumps;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.json.JsonOutput;
import dev.jspect.shell.text.FramesRenderer;
import dev.jspect.shell.text.SafeText;
import dev.jspect.shell.text.Style;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSelector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** Shows the stack of every thread. */
final class FramesCommand implements Command {
    private static final String CLEAR = "\u001b[H\u001b[2J\u001b[3J";

    private final Invocation invocation;

    TargetArgument target = new TargetArgument();

    List<String> threads = List.of();

    boolean group;

    @Nullable
    Duration watch;

    CommonOptions common = new CommonOptions();

    FramesCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        this,
                        "frames",
                        "Shows the stack of every thread, platform and virtual: deadlocks first, what each waits for and who"
                                + " holds it. Loads nothing into the target.")
                .alias("dump")
                .with(target::describe)
                .option(
                        OptionSpec.builder("-t", "--thread")
                                .paramLabel("THREAD")
                                .description(
                                        "Only threads whose name fits this pattern (* and ?), or with this #id; repeatable."),
                        String[].class,
                        typed -> threads = List.of(typed))
                .flag(typed -> group = typed, "Show threads with the same stack once.", "--group")
                .option(
                        OptionSpec.builder("--watch")
                                .paramLabel("TIME")
                                .arity("0..1")
                                .fallbackValue("2s")
                                .converters(new DurationConverter())
                                .description("Show them again and again, every 2s or as told, until Ctrl-C."),
                        Duration.class,
                        typed -> watch = typed)
                .with(common::describe)
                .examples(
                        "  jspect frames orders                     all threads",
                        "  jspect frames orders -t 'http-*' -t '#1' some of them",
                        "  jspect frames orders --group             threads with the same stack once",
                        "  jspect frames orders --watch=5s          again and again, until Ctrl-C");
    }

    @Override
    public ExitCode call() throws InterruptedException {
        JvmProcess jvm = target.find();
        ThreadDumps dumps = ThreadDumps.of(jvm, common.deadline());
        show(jvm, dumps);
        while (watch != null && !invocation.out().checkError()) {
            Thread.sleep(watch.toMillis());
            show(jvm, dumps);
        }
        return ExitCode.DONE;
    }

    private void show(JvmProcess jvm, ThreadDumps dumps) {
        ThreadDump dump = dumps.take(Deadline.after(common.timeout));
        ThreadSelector.Selection selection = new ThreadSelector(threads).select(dump);
        if (selection.threads().isEmpty() && !selection.unmatched().isEmpty()) {
            throw new JspectException(
                    ExitCode.USAGE,
                    "no thread of " + jvm.label() + " fits " + String.join(", ", selection.unmatched()),
                    null,
                    "All of them: jspect frames " + jvm.pid());
        }
        if (common.json) {
            JsonOutput.frames(invocation.out(), jvm, dump, selection.threads());
        } else {
            // Not print: a stream of characters takes longer for so many of them.
            invocation.out().writeBytes(text(dump, selection).toString().getBytes(StandardCharsets.UTF_8));
            invocation.out().flush();
        }
        for (String unmatched : selection.unmatched()) {
            invocation.err().println(SafeText.of("jspect: no thread fits " + unmatched));
        }
        if (dumps.note() != null && !common.quiet) {
            invocation.err().println(SafeText.of("jspect: " + dumps.note()));
        }
    }

    private StringBuilder text(ThreadDump dump, ThreadSelector.Selection selection) {
        Style style = common.colored(invocation) ? Style.ANSI : Style.PLAIN;
        FramesRenderer renderer = new FramesRenderer(style, Terminal.columns(invocation));
        StringBuilder text = new StringBuilder(1 << 16);
        if (watch != null && invocation.outIsTerminal()) {
            text.append(CLEAR);
        }
        try {
            if (group) {
                renderer.renderGroups(dump, selection.threads(), text);
            } else {
                renderer.render(dump, selection.threads(), text);
            }
        } catch (IOException e) {
            throw new AssertionError("a StringBuilder takes all text", e);
        }
        return text;
    }
}
