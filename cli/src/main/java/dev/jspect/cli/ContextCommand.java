// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.ThreadDumps;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.json.JsonOutput;
import dev.jspect.cli.receipt.Receipt;
import dev.jspect.cli.receipt.ReceiptMeter;
import dev.jspect.cli.remote.AgentAttacher;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.cli.remote.TargetFailure;
import dev.jspect.cli.remote.ValueLimits;
import dev.jspect.protocol.CarriedValue;
import dev.jspect.protocol.ContextCapture;
import dev.jspect.protocol.ContextRequest;
import dev.jspect.protocol.ThreadContext;
import dev.jspect.protocol.ValueBounds;
import dev.jspect.protocol.WantedTasks;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.context.Carriers;
import dev.jspect.shell.context.ContextFilter;
import dev.jspect.shell.context.Pruned;
import dev.jspect.shell.context.Runners;
import dev.jspect.shell.context.SharedValues;
import dev.jspect.shell.text.ContextText;
import dev.jspect.shell.text.LeaksText;
import dev.jspect.shell.text.StyledText;
import dev.jspect.shell.threads.ThreadPlaces;
import dev.jspect.shell.values.DocumentIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** Shows what threads carry with them. */
final class ContextCommand implements Command {
    private static final int MOST_VIRTUAL_THREADS = 100_000;
    private static final int MOST_ENTRIES = 1_000;
    private static final int MOST_BYTES = 6 << 20;
    private static final int SHOWN_ITEMS = 10;

    private final Invocation invocation;

    TargetArgument target = new TargetArgument();

    ThreadsOption threads = new ThreadsOption();

    @Nullable
    String find;

    boolean leaks;

    boolean tasks;

    boolean all;

    ValueOptions values = new ValueOptions();

    CommonOptions common = new CommonOptions();

    SessionSource sessions = AgentAttacher::attach;

    ContextCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        this,
                        "context",
                        "Shows what each thread carries with it: thread-locals by the names of the fields that hold them, scoped values, the logging MDC,"
                                + " trace, security and request contexts. Nothing is stopped for it, but for --tasks.")
                .with(target::describe)
                .with(threads::describe)
                .option(
                        OptionSpec.builder("--find")
                                .paramLabel("NAME=VALUE")
                                .description(
                                        "Only threads that carry this, and where they are: a key of the MDC or of another map, a field of an"
                                                + " object, or what the whole is called; NAME alone for any value."),
                        String.class,
                        typed -> find = typed)
                .flag(
                        typed -> leaks = typed,
                        "Show what threads keep though its key is gone, or a class loader that is closed, and which threads carry most"
                                + " (bytes of the values by themselves). Looks at 200 objects from each value.",
                        "--leaks")
                .flag(
                        typed -> tasks = typed,
                        "Show what the threads of executors run, too: the task stands on their stacks, and they are stopped while it is read,"
                                + " for 200 ms, or a little more.",
                        "--tasks")
                .flag(typed -> all = typed, "Show what is the JDK's own, too, and the context class loaders.", "--all")
                .with(values::describe)
                .with(common::describe)
                .examples(
                        "  jspect context orders                          what all threads carry",
                        "  jspect context orders -t 'http-*'              those of one pool",
                        "  jspect context orders --find user=ann          who works for ann, and where",
                        "  jspect context orders --tasks -t 'pool-*'      what the threads of a pool run",
                        "  jspect context orders --leaks                  what is left of applications that are gone");
    }

    @Override
    public ExitCode call() {
        ContextFilter filter = filter();
        if (leaks && tasks) {
            throw new JspectException(
                    ExitCode.USAGE,
                    "--leaks and --tasks do not go together",
                    "a task is left by its thread when it is done",
                    "Ask for one of them.");
        }
        JvmProcess jvm = target.find();
        Entering.record(invocation, jvm);
        ReceiptMeter meter = ReceiptMeter.start(jvm);
        ContextCapture capture;
        try (RemoteTarget session = sessions.open(jvm, common.deadline(), ValueLimits.DEFAULT)) {
            capture = session.context(request());
        } catch (TargetException e) {
            throw TargetFailure.of("cannot read what the threads of " + jvm.label() + " carry", e);
        }
        SharedValues shared = new SharedValues(capture.threads);
        List<ThreadContext> chosen = chosen(jvm, capture);
        Predicate<CarriedValue> wanted = value -> false;
        Map<Long, String> places = Map.of();
        if (filter != null) {
            chosen = chosen.stream()
                    .filter(thread -> filter.fits(thread, shared::resolve))
                    .toList();
            wanted = value -> filter.fits(value, shared::resolve);
            places = chosen.isEmpty()
                    ? Map.of()
                    : ThreadPlaces.of(
                            ThreadDumps.of(jvm, Deadline.after(common.timeout)).take(Deadline.after(common.timeout)));
        }
        Receipt receipt = meter.finish();
        show(
                capture,
                shared.of(chosen),
                wanted,
                places,
                tasks ? receipt.withPause(Math.round(capture.pausedNanos / 1e3) / 1e3) : receipt);
        return ExitCode.DONE;
    }

    private @Nullable ContextFilter filter() {
        try {
            return find == null ? null : ContextFilter.parse(find);
        } catch (IllegalArgumentException e) {
            throw new JspectException(ExitCode.USAGE, "--find " + find, e.getMessage(), "As in: --find user=ann");
        }
    }

    private ContextRequest request() {
        List<Long> ids = new ArrayList<>();
        for (String selector : threads.patterns()) {
            if (selector.matches("#[0-9]{1,18}")) {
                ids.add(Long.parseLong(selector.substring(1)));
            }
        }
        // Names are the tool's concern.
        return request(
                ids.size() == threads.patterns().size() ? ids : List.of(),
                leaks,
                tasks ? Runners.wanted() : WantedTasks.NONE,
                // What is looked for may lie deeper than what is shown.
                find == null
                        ? values.bounds(1, SHOWN_ITEMS, 80, MOST_BYTES, common.timeout)
                        : values.bounds(3, 200, 400, MOST_BYTES, common.timeout));
    }

    /**
     * Returns the request that asks for what threads carry.
     *
     * @param ids empty for all
     */
    static ContextRequest request(List<Long> ids, boolean leaks, WantedTasks tasks, ValueBounds bounds) {
        return new ContextRequest(ids, MOST_VIRTUAL_THREADS, MOST_ENTRIES, leaks, Carriers.holders(), tasks, bounds);
    }

    private List<ThreadContext> chosen(JvmProcess jvm, ContextCapture capture) {
        List<ThreadContext> chosen = capture.threads.stream()
                .filter(thread -> threads.include(thread.id, thread.name))
                // JVMs list them in this order, or the other way round.
                .sorted(Comparator.comparingLong(thread -> thread.id))
                .toList();
        if (chosen.isEmpty() && !threads.areAll()) {
            throw new JspectException(
                    ExitCode.USAGE,
                    "no thread of " + jvm.label() + " fits " + String.join(", ", threads.patterns()),
                    null,
                    "All of them: jspect frames " + jvm.pid());
        }
        return chosen;
    }

    private void show(
            ContextCapture capture,
            List<ThreadContext> found,
            Predicate<CarriedValue> wanted,
            Map<Long, String> places,
            Receipt receipt) {
        List<ThreadContext> chosen = find == null || values.typed() ? found : pruned(found);
        if (common.json) {
            JsonOutput.context(invocation.out(), capture, chosen, placesOf(chosen, places), receipt);
            return;
        }
        StyledText out = new StyledText(invocation.out(), common.style(invocation), Terminal.columns(invocation));
        try {
            if (leaks) {
                LeaksText.write(out, chosen);
            } else {
                Set<CarriedValue> always = new HashSet<>();
                for (int i = 0; i < chosen.size(); i++) {
                    // The same in both, but for how much of them is shown.
                    for (int j = 0; j < chosen.get(i).values.size(); j++) {
                        if (wanted.test(found.get(i).values.get(j))) {
                            always.add(chosen.get(i).values.get(j));
                        }
                    }
                }
                DocumentIds ids = DocumentIds.of(SharedValues.values(chosen));
                new ContextText(out, all, placesOf(chosen, places), always::contains, ids).write(chosen);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        invocation.out().flush();
        if (find != null && chosen.isEmpty()) {
            invocation.err().println("jspect: " + ContextNotes.notFound(find, capture));
        }
        if (!common.quiet) {
            ContextNotes.of(capture).forEach(note -> invocation.err().println("jspect: " + note));
        }
        if (!common.quiet && !invocation.inShell()) {
            invocation.err().println(receipt.line());
        }
    }

    private static List<ThreadContext> pruned(List<ThreadContext> found) {
        return found.stream()
                .map(thread -> thread.with(thread.values.stream()
                        .map(carried -> carried.with(Pruned.of(carried.value, 1, SHOWN_ITEMS)))
                        .toList()))
                .toList();
    }

    /** A thread whose stack is none of the application's is somewhere, too. */
    private Map<Long, String> placesOf(List<ThreadContext> chosen, Map<Long, String> places) {
        if (find == null) {
            return Map.of();
        }
        Map<Long, String> known = new HashMap<>();
        for (ThreadContext thread : chosen) {
            String place = places.get(thread.id);
            if (place != null) {
                known.put(thread.id, place);
            }
        }
        return known;
    }
}
