// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.json.JsonOutput;
import dev.jspect.cli.receipt.Receipt;
import dev.jspect.cli.receipt.ReceiptMeter;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.ExceptionCounts;
import dev.jspect.protocol.ExceptionsRequest;
import dev.jspect.shell.ExceptionFeed;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.exceptions.Repeats;
import dev.jspect.shell.locals.LocalsReader;
import dev.jspect.shell.source.SourceLookup;
import dev.jspect.shell.text.Durations;
import dev.jspect.shell.text.ExceptionText;
import dev.jspect.shell.text.SafeText;
import dev.jspect.shell.text.StyledText;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One run of {@code exceptions}: shows them as they come, and takes all back, also when a signal ends it. */
final class ExceptionWatch {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Invocation invocation;
    private final CommonOptions common;
    private final ReceiptMeter meter;
    private final @Nullable SentryEvents events;
    private final boolean eventsAreAnswer;
    private final Repeats repeats = new Repeats();
    private final TakeBack<ExceptionFeed.Totals> takeBack;
    private final long begun = System.nanoTime();
    private volatile @Nullable RemoteTarget session;
    private volatile @Nullable ExceptionFeed stream;
    private final AtomicInteger shown = new AtomicInteger();

    /**
     * Watches nothing yet.
     *
     * @param events of each exception, or null
     * @param eventsAreAnswer whether they are written instead of it
     */
    ExceptionWatch(
            Invocation invocation,
            CommonOptions common,
            ReceiptMeter meter,
            @Nullable SentryEvents events,
            boolean eventsAreAnswer) {
        this.invocation = invocation;
        this.common = common;
        this.meter = meter;
        this.events = events;
        this.eventsAreAnswer = eventsAreAnswer;
        takeBack = new TakeBack<>(invocation, this::writeSum);
    }

    void begin(RemoteTarget target, ExceptionsRequest request) throws TargetException {
        session = target;
        takeBack.guard(target);
        ExceptionFeed begun = target.exceptions(request);
        stream = begun;
        takeBack.begun(begun::end);
    }

    /**
     * Shows what comes.
     *
     * @param count ends after so many
     * @param folds whether frames without variables are only counted
     */
    void show(int count, Duration duration, SourceLookup sources, boolean folds)
            throws InterruptedException, TargetException {
        RemoteTarget target = session;
        ExceptionFeed coming = stream;
        if (target == null || coming == null) {
            throw new IllegalStateException("nothing was begun");
        }
        Deadline end = Deadline.after(duration);
        LocalsReader reader = new LocalsReader(target);
        ExceptionText text = new ExceptionText(
                new StyledText(invocation.out(), common.style(invocation), Terminal.columns(invocation)),
                common.style(invocation),
                Terminal.columns(invocation),
                folds);
        while (shown.get() < count
                && !end.hasPassed()
                && !takeBack.isEnding()
                && !invocation.out().checkError()) {
            ExceptionCapture capture = coming.next(LOOK);
            if (capture != null) {
                ThreadSnapshot thread = new ThreadDump(Instant.now(), "", List.of(), List.of(), false)
                        .withLocals(capture.frames, reader.judge(), sources)
                        .threads()
                        .get(0);
                show(capture, thread, repeats.add(capture), text);
                shown.incrementAndGet();
            }
        }
    }

    private void show(ExceptionCapture capture, ThreadSnapshot thread, Repeats.Repeat repeat, ExceptionText text) {
        if (events != null) {
            events.add(capture, thread, repeat);
        }
        if (common.json) {
            JsonOutput.exception(invocation.out(), capture, thread, repeat);
        } else if (!eventsAreAnswer) {
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

    /** Takes back what was changed in the target; {@link #sumUp} says so, when the session has ended. */
    void end() throws TargetException, InterruptedException {
        takeBack.end();
    }

    /** Writes the last lines, and waits a little for what is still to be sent. */
    void sumUp() {
        if (stream == null && events != null) {
            events.end(invocation.err(), common.quiet);
        }
        takeBack.sumUp();
    }

    /** Says whether what was changed in the target was seen to be as before. */
    boolean isRestored() {
        ExceptionFeed.Totals all = takeBack.totals();
        return all != null && all.restored();
    }

    private void writeSum(ExceptionFeed.@Nullable Totals all) {
        if (events != null) {
            events.end(invocation.err(), common.quiet);
        }
        if (all == null) {
            sumUpWithoutTarget();
            return;
        }
        Receipt receipt = meter.finish().leaving(Receipt.DISPATCHER);
        if (common.json) {
            JsonOutput.exceptionsEnd(invocation.out(), shown.get(), all, receipt);
        }
        if (common.quiet) {
            return;
        }
        PrintStream err = invocation.err();
        err.println("jspect: " + all.aftermath());
        if (!common.json) {
            err.println(receipt.line());
        }
        err.println(String.format(
                Locale.ROOT,
                "done: %,d captured of %,d seen in %s%s; fast-throw exceptions are never seen (see --help)",
                shown.get(),
                all.counts().seen,
                Durations.ofMillis((System.nanoTime() - begun) / 1e6),
                details(all.counts())));
    }

    /** What it has seen, it took with it. */
    private void sumUpWithoutTarget() {
        if (!common.quiet) {
            invocation
                    .err()
                    .println(String.format(
                            Locale.ROOT,
                            "done: %,d captured in %s; the target did not tell what else there was",
                            shown.get(),
                            Durations.ofMillis((System.nanoTime() - begun) / 1e6)));
        }
    }

    private static String details(ExceptionCounts counts) {
        StringBuilder details = new StringBuilder();
        if (counts.asked > 0) {
            details.append(String.format(Locale.ROOT, ", --where was asked about %,d", counts.asked));
        }
        if (counts.whereThrew != null) {
            details.append(String.format(
                    Locale.ROOT, " and threw for %,d, first %s", counts.whereFailed, SafeText.of(counts.whereThrew)));
        }
        if (counts.lost > 0) {
            details.append(String.format(Locale.ROOT, ", %,d lost", counts.lost));
        }
        return details.toString();
    }
}
