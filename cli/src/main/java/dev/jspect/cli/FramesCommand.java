// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.ThreadDumps;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.json.JsonOutput;
import dev.jspect.cli.json.Looked;
import dev.jspect.cli.os.Standstill;
import dev.jspect.cli.os.ThreadTimes;
import dev.jspect.cli.receipt.CaptureFacts;
import dev.jspect.cli.receipt.Receipt;
import dev.jspect.shell.context.CarriedByThreads;
import dev.jspect.shell.natives.NativeThreads;
import dev.jspect.shell.text.Beside;
import dev.jspect.shell.text.FramesRenderer;
import dev.jspect.shell.text.SafeText;
import dev.jspect.shell.text.Style;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSelector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** Shows the stack of every thread. */
final class FramesCommand implements Command {
    private static final String CLEAR = "\u001b[H\u001b[2J\u001b[3J";

    private final Invocation invocation;

    TargetArgument target = new TargetArgument();

    ThreadsOption threads = new ThreadsOption();

    boolean group;

    NativeOption natives = new NativeOption();

    boolean allThreads;

    @Nullable
    Duration watch;

    LocalsOptions locals = new LocalsOptions();

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
                                + " holds it; with -l the local variables of every frame. Without -l, options that are about variables, and"
                                + " --native=all it loads nothing into the target.")
                .alias("dump")
                .with(target::describe)
                .with(threads::describe)
                .flag(
                        typed -> group = typed,
                        "Show threads with the same stack once; with -l the variables that differ, and what they are in"
                                + " which thread (values that look alike count as the same); with -ll the others, too.",
                        "--group")
                .with(natives::describe)
                .flag(
                        typed -> allThreads = typed,
                        "Show the threads of the VM, too, and those of native libraries.",
                        "--all-threads")
                .option(
                        OptionSpec.builder("--watch")
                                .paramLabel("TIME")
                                .arity("0..1")
                                .fallbackValue("2s")
                                .converters(new DurationConverter())
                                .description("Show them again and again, every 2s or as told, until Ctrl-C."),
                        Duration.class,
                        typed -> watch = typed)
                .with(locals::describe)
                .with(locals::describeContext)
                .with(common::describe)
                .examples(
                        "  jspect frames orders                     all threads",
                        "  jspect frames orders -t 'http-*' -t '#1' some of them",
                        "  jspect frames orders -l                  with the local variables of every frame",
                        "  jspect frames orders -ll -t worker-1     ... and two levels more of what they hold",
                        "  jspect frames orders -l --source-path src/main/java",
                        "                                           ... and the lines of the source",
                        "  jspect frames orders -l --context        ... and what each thread carries with it",
                        "  jspect frames orders --native            ... the system calls they wait in, and the calls below Java",
                        "  jspect frames orders --native=all        ... and those of threads that run, too",
                        "  jspect frames orders --group             threads with the same stack once",
                        "  jspect frames orders --group -l          ... and the variables that differ between them",
                        "  jspect frames orders --watch=5s          again and again, until Ctrl-C");
    }

    @Override
    public ExitCode call() throws InterruptedException {
        if (group && (locals.withContext() || natives.wanted())) {
            throw new JspectException(
                    ExitCode.USAGE,
                    (natives.wanted() ? "--native" : "--context") + " is of single threads, and --group of several",
                    null,
                    "Leave out one of them");
        }
        JvmProcess jvm = target.find();
        ThreadDumps dumps = ThreadDumps.of(jvm, common.deadline());
        if (!locals.wanted() && !natives.enters()) {
            repeat(() -> show(jvm, dumps));
            return ExitCode.DONE;
        }
        Entering.record(invocation, jvm);
        try (LocalsSession session = LocalsSession.open(jvm, locals, common.timeout)) {
            if (natives.enters()) {
                session.prepareBelow();
            }
            if (watch == null) {
                showOnce(jvm, dumps, session);
            } else {
                repeat(() -> showLocals(jvm, dumps, session));
            }
        }
        return ExitCode.DONE;
    }

    private void repeat(Runnable show) throws InterruptedException {
        show.run();
        while (watch != null && !invocation.out().checkError()) {
            Thread.sleep(watch.toMillis());
            show.run();
        }
    }

    private void show(JvmProcess jvm, ThreadDumps dumps) {
        @Nullable Standstill since = natives.since(jvm);
        ThreadDump dump = whole(jvm, dumps.take(Deadline.after(common.timeout)));
        ThreadSelector.Selection selection = select(jvm, dump, List.of());
        print(
                jvm,
                dump,
                selection,
                new Beside(
                        CarriedByThreads.NOT_ASKED,
                        named(jvm, natives.read(invocation, jvm, selection.threads(), since, null))),
                null);
        notes(selection, dumps.notes());
    }

    private ThreadDump whole(JvmProcess jvm, ThreadDump dump) {
        if (!allThreads) {
            return dump;
        }
        Map<Long, String> names = new HashMap<>();
        ThreadTimes.of(jvm.pid()).read().forEach((number, time) -> names.put(number, time.name()));
        return dump.withForeign(names);
    }

    /** The session has ended when anything is printed: who reads slowly does not keep it. */
    private void showOnce(JvmProcess jvm, ThreadDumps dumps, LocalsSession session) {
        @Nullable Standstill since = natives.since(jvm);
        ThreadDump dump = whole(jvm, dump(jvm, dumps, session)).withoutOurs();
        ThreadSelector.Selection selection = select(jvm, dump, List.of());
        NativeThreads read = natives.read(invocation, jvm, selection.threads(), since, session.targetStacks());
        CarriedByThreads carried = session.carriedBy(selection.threads());
        Receipt receipt = session.finish();
        print(jvm, dump, selection, new Beside(carried, named(jvm, read)), receipt);
        notes(selection, notes(dumps, session.facts()));
        if (!common.quiet && !common.json) {
            invocation.err().println(receipt.line());
        }
    }

    private void showLocals(JvmProcess jvm, ThreadDumps dumps, LocalsSession session) {
        @Nullable Standstill since = natives.since(jvm);
        ThreadDump dump = whole(jvm, dump(jvm, dumps, session)).withoutOurs();
        ThreadSelector.Selection selection = select(jvm, dump, List.of());
        NativeThreads read = natives.read(invocation, jvm, selection.threads(), since, session.targetStacks());
        print(jvm, dump, selection, new Beside(session.carriedBy(selection.threads()), named(jvm, read)), null);
        notes(selection, notes(dumps, session.facts()));
    }

    private NativeThreads named(JvmProcess jvm, NativeThreads read) {
        return natives.named(invocation, jvm, read);
    }

    private ThreadDump dump(JvmProcess jvm, ThreadDumps dumps, LocalsSession session) {
        return locals.wanted() ? withLocals(jvm, dumps, session) : dumps.take(Deadline.after(common.timeout));
    }

    private ThreadDump withLocals(JvmProcess jvm, ThreadDumps dumps, LocalsSession session) {
        Supplier<ThreadDump> reading = dumps.readPlatformThreads(Deadline.after(common.timeout));
        if (threads.areAll()) {
            return session.add(reading, null);
        }
        ThreadDump dump = reading.get();
        ThreadSelector.Selection chosen = new ThreadSelector(threads.patterns()).select(dump);
        // What fits none of these may be a virtual thread.
        if (chosen.unmatched().isEmpty()) {
            return session.add(reading, chosen.threads());
        }
        ThreadDump stacks = session.addStacks(dump);
        return session.add(reading, select(jvm, stacks, session.facts().notes()).threads());
    }

    private List<String> notes(ThreadDumps dumps, CaptureFacts facts) {
        List<String> notes = new ArrayList<>(dumps.notes());
        if (facts.referencesOnly() != null) {
            notes.add("only references could be read, no primitives: " + facts.referencesOnly());
        }
        notes.addAll(facts.notes());
        return notes;
    }

    private ThreadSelector.Selection select(JvmProcess jvm, ThreadDump dump, List<String> leftOut) {
        ThreadSelector selector = new ThreadSelector(threads.patterns());
        ThreadSelector.Selection selection = allThreads ? selector.selectAmongAll(dump) : selector.select(dump);
        if (selection.threads().isEmpty() && !selection.unmatched().isEmpty()) {
            throw new JspectException(
                    ExitCode.USAGE,
                    "no thread of " + jvm.label() + " fits " + String.join(", ", selection.unmatched()),
                    leftOut.isEmpty() ? null : String.join("; ", leftOut),
                    "All of them: jspect frames " + jvm.pid());
        }
        return selection;
    }

    private void print(
            JvmProcess jvm,
            ThreadDump dump,
            ThreadSelector.Selection selection,
            Beside beside,
            @Nullable Receipt receipt) {
        if (common.json) {
            JsonOutput.frames(invocation.out(), Looked.at(jvm), dump, selection.threads(), beside, receipt);
        } else {
            // Not print: a stream of characters takes longer for so many of them.
            invocation.out().writeBytes(text(dump, selection, beside).toString().getBytes(StandardCharsets.UTF_8));
            invocation.out().flush();
        }
    }

    private void notes(ThreadSelector.Selection selection, List<String> notes) {
        for (String unmatched : selection.unmatched()) {
            invocation.err().println(SafeText.of("jspect: no thread fits " + unmatched));
        }
        for (String prefix : locals.applicationNotSeen(selection.threads())) {
            invocation
                    .err()
                    .println(SafeText.of("jspect: no frame's class begins with " + prefix
                            + "; --app takes how full names begin, com.shop"));
        }
        if (!common.quiet) {
            notes.forEach(note -> invocation.err().println(SafeText.of("jspect: " + note)));
        }
    }

    private StringBuilder text(ThreadDump dump, ThreadSelector.Selection selection, Beside beside) {
        Style style = common.colored(invocation) ? Style.ANSI : Style.PLAIN;
        FramesRenderer renderer = new FramesRenderer(
                style, Terminal.columns(invocation), locals.deep(), locals.wanted() && locals.folds());
        StringBuilder text = new StringBuilder(1 << 16);
        if (watch != null && invocation.outIsTerminal()) {
            text.append(CLEAR);
        }
        try {
            if (group) {
                renderer.renderGroups(dump, selection.threads(), text);
            } else {
                renderer.render(dump, selection.threads(), beside, text);
            }
        } catch (IOException e) {
            throw new AssertionError("a StringBuilder takes all text", e);
        }
        return text;
    }
}
