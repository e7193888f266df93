// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.json.JsonOutput;
import dev.jspect.cli.json.Looked;
import dev.jspect.cli.receipt.Receipt;
import dev.jspect.cli.recording.Recording;
import dev.jspect.protocol.ThreadContext;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.context.CarriedByThreads;
import dev.jspect.shell.context.SharedValues;
import dev.jspect.shell.recording.About;
import dev.jspect.shell.recording.Moment;
import dev.jspect.shell.recording.MomentDiff;
import dev.jspect.shell.text.Beside;
import dev.jspect.shell.text.ContextText;
import dev.jspect.shell.text.FramesRenderer;
import dev.jspect.shell.text.MomentDiffText;
import dev.jspect.shell.text.SafeText;
import dev.jspect.shell.text.StyledText;
import dev.jspect.shell.text.ThreadListText;
import dev.jspect.shell.threads.ThreadSelector;
import dev.jspect.shell.threads.ThreadSnapshot;
import dev.jspect.shell.values.DocumentIds;
import dev.jspect.shell.values.PlacedValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Shows what was recorded. */
final class ShowCommand implements Command {
    /** What of a moment is shown. */
    enum View {
        /** Stacks with their variables. */
        FRAMES,
        /** What threads carry. */
        CONTEXT,
        /** A line each. */
        THREADS
    }

    private final Invocation invocation;

    @Nullable
    Path file;

    View view = View.FRAMES;

    ThreadsOption threads = new ThreadsOption();

    @Nullable
    Integer number;

    boolean diff;

    boolean html;

    boolean group;

    boolean allFrames;

    FoundHere found = new FoundHere();

    CommonOptions common = new CommonOptions();

    ShowCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        this,
                        "show",
                        "Shows what record has kept: the stacks with their variables, what threads carry, or a line for each thread."
                                + " Needs neither the target nor its machine.")
                .parameter(
                        PositionalParamSpec.builder()
                                .index("0")
                                .required(true)
                                .paramLabel("FILE")
                                .description("What jspect record has made."),
                        Path.class,
                        typed -> file = typed)
                .parameter(
                        PositionalParamSpec.builder()
                                .index("1")
                                .arity("0..1")
                                .required(false)
                                .paramLabel("VIEW")
                                .converters(ShowCommand::view)
                                .completionCandidates(List.of("frames", "context", "threads"))
                                .description("frames (default), context or threads."),
                        View.class,
                        typed -> view = typed)
                .with(threads::describe)
                .option(
                        OptionSpec.builder("--moment")
                                .paramLabel("N")
                                .converters(CountConverter.from(1))
                                .description("Which of a series, from 1 on (default: the last)."),
                        Integer.class,
                        typed -> number = typed)
                .flag(
                        typed -> diff = typed,
                        "Show what has changed: which threads have moved, and which variables of those that have not, since the"
                                + " first moment, or since the one before --moment.",
                        "--diff")
                .flag(
                        typed -> html = typed,
                        "Write one page for a browser, which fetches nothing: threads by their stacks as a flame graph, the variables"
                                + " of each call, and a series as a timeline.",
                        "--html")
                .flag(typed -> group = typed, "Show threads with the same stack once.", "--group")
                .flag(typed -> allFrames = typed, "Fold no frames.", "--all-frames")
                .with(found::describe)
                .with(common::describe)
                .examples(
                        "  jspect show orders.jspect                        the stacks, with variables",
                        "  jspect show orders.jspect -t worker-1 --source-path src/main/java",
                        "  jspect show orders.jspect --symbols debug        names below Java",
                        "  jspect show orders.jspect context                what threads carried",
                        "  jspect show orders.jspect threads --moment 3     a line for each thread",
                        "  jspect show orders.jspect --diff                 what has moved and changed",
                        "  jspect show orders.jspect --html > orders.html   a page for a browser");
    }

    private static View view(String typed) {
        for (View one : View.values()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(typed)) {
                return one;
            }
        }
        throw new picocli.CommandLine.TypeConversionException(
                "there are the views frames, context and threads, but not " + typed);
    }

    @Override
    public ExitCode call() {
        checkForm();
        try (Recording recording = Recording.open(Objects.requireNonNull(file))) {
            if (html) {
                new RecordingPage(invocation, found).write(recording, number);
                return ExitCode.DONE;
            }
            int last = recording.moments();
            int chosen = number == null ? last : number;
            Moment moment = found.in(invocation, recording.moment(chosen));
            if (diff) {
                show(recording, moment, chosen);
            } else {
                show(recording.about(), moment);
            }
            if (!common.quiet) {
                said(recording.about(), moment, chosen, last);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ExitCode.DONE;
    }

    private void checkForm() {
        if (diff && common.json) {
            throw new JspectException(
                    ExitCode.USAGE, "--diff has no JSON", null, "Compare the documents of two moments: --moment N -j.");
        }
        if (html && (diff || common.json || group || view != View.FRAMES || !threads.areAll())) {
            throw new JspectException(
                    ExitCode.USAGE,
                    "--html shows all there is, and no other form",
                    null,
                    "What to look at is chosen on the page.");
        }
        if (html && invocation.outIsTerminal()) {
            throw new JspectException(
                    ExitCode.USAGE,
                    "a page is for a browser, and not for a terminal",
                    null,
                    "jspect show FILE --html > FILE.html");
        }
    }

    private void show(Recording recording, Moment later, int chosen) throws IOException {
        int from = number == null ? 1 : chosen - 1;
        if (from < 1 || from == chosen) {
            throw new JspectException(
                    ExitCode.USAGE,
                    "there is nothing to compare moment " + chosen + " with",
                    null,
                    "record --count 2 makes a series.");
        }
        MomentDiffText.write(out(), MomentDiff.of(recording.moment(from).dump(), later.dump(), threads.patterns()));
        invocation.out().flush();
    }

    private StyledText out() {
        return new StyledText(invocation.out(), common.style(invocation), Terminal.columns(invocation));
    }

    private void show(About about, Moment moment) throws IOException {
        ThreadSelector.Selection selection = new ThreadSelector(threads.patterns()).select(moment.dump());
        for (String unmatched : selection.unmatched()) {
            invocation.err().println(SafeText.of("jspect: no thread fits " + unmatched));
        }
        switch (view) {
            case FRAMES -> frames(about, moment, selection.threads());
            case CONTEXT -> context(about, moment);
            case THREADS -> ThreadListText.write(out(), selection.threads(), moment.natives());
        }
        invocation.out().flush();
    }

    private void frames(About about, Moment moment, List<ThreadSnapshot> chosen) throws IOException {
        List<ValueTree> values = new ArrayList<>();
        moment.dump().threads().forEach(thread -> thread.addValues(values));
        PlacedValues placed = new PlacedValues(DocumentIds.of(values));
        List<ThreadSnapshot> shown =
                chosen.stream().map(thread -> thread.withValues(placed::of)).toList();
        values.clear();
        shown.forEach(thread -> thread.addValues(values));
        Beside beside = new Beside(CarriedByThreads.of(moment.context(), values), moment.natives());
        if (common.json) {
            JsonOutput.frames(
                    invocation.out(),
                    new Looked(about.pid(), about.name(), about.javaVersion()),
                    moment.dump(),
                    shown,
                    beside,
                    null);
            return;
        }
        FramesRenderer renderer =
                new FramesRenderer(common.style(invocation), Terminal.columns(invocation), true, !allFrames);
        if (group) {
            renderer.renderGroups(moment.dump(), shown, invocation.out());
        } else {
            renderer.render(moment.dump(), shown, beside, invocation.out());
        }
    }

    private void context(About about, Moment moment) throws IOException {
        List<ThreadContext> chosen = moment.context().threads.stream()
                .filter(thread -> threads.include(thread.id, thread.name))
                .sorted(Comparator.comparingLong(thread -> thread.id))
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(), new SharedValues(moment.context().threads)::of));
        if (common.json) {
            JsonOutput.context(invocation.out(), moment.context(), chosen, Map.of(), receipt(about));
        } else {
            DocumentIds ids = DocumentIds.of(SharedValues.values(chosen));
            new ContextText(out(), false, Map.of(), value -> false, ids).write(chosen);
        }
    }

    private static Receipt receipt(About about) {
        return new Receipt(about.pausedMs(), about.classesLoaded(), about.leftBehind(), null, true);
    }

    private void said(About about, Moment moment, int chosen, int last) {
        moment.notes().forEach(note -> invocation.err().println(SafeText.of("jspect: " + note)));
        invocation
                .err()
                .println(SafeText.of("jspect: " + about.pid() + " (" + about.name() + "), Java " + about.javaVersion()
                        + ", at " + moment.dump().takenAt() + (last > 1 ? ", moment " + chosen + " of " + last : "")));
    }
}
