// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.json.JsonOutput;
import dev.jspect.cli.receipt.Receipt;
import dev.jspect.cli.receipt.ReceiptMeter;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.protocol.CallCapture;
import dev.jspect.protocol.CallCounts;
import dev.jspect.protocol.CallSummary;
import dev.jspect.shell.CallFeed;
import dev.jspect.shell.GrowingCallFeed;
import dev.jspect.shell.LaterFeed;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.probes.PlannedPlace;
import dev.jspect.shell.probes.WatchPlan;
import dev.jspect.shell.text.CallSummaryText;
import dev.jspect.shell.text.CallText;
import dev.jspect.shell.text.Durations;
import dev.jspect.shell.text.SafeText;
import dev.jspect.shell.text.StyledText;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One run of {@code watch}: shows calls as they come, and takes all back, also when a signal ends it. */
final class CallWatch {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Invocation invocation;
    private final CommonOptions common;
    private final ReceiptMeter meter;
    private final TakeBack<CallFeed.Totals> takeBack;
    private volatile long begun = System.nanoTime();
    private final AtomicInteger shown = new AtomicInteger();
    private volatile String why = "ended";
    private volatile boolean summed;
    private volatile String seen = "calls";
    private @Nullable CallFeed feed;

    CallWatch(Invocation invocation, CommonOptions common, ReceiptMeter meter) {
        this.invocation = invocation;
        this.common = common;
        this.meter = meter;
        takeBack = new TakeBack<>(invocation, this::writeSum);
    }

    /**
     * Begins.
     *
     * @param later what begins later
     */
    void begin(RemoteTarget target, WatchPlan plan, LaterFeed<CallFeed> later) throws TargetException {
        takeBack.guard(target);
        begun = System.nanoTime();
        seen = plan.places().get(0).isLine() ? "passes" : "calls";
        CallFeed watched = new GrowingCallFeed(target.probes().watch(plan), later);
        feed = watched;
        takeBack.begun(watched::end);
    }

    /**
     * Shows what comes.
     *
     * @param count ends after so many
     * @param deep whether a value may take several lines
     */
    void show(int count, Duration duration, boolean deep) throws InterruptedException, TargetException {
        CallFeed coming = feed;
        if (coming == null) {
            throw new IllegalStateException("nothing was begun");
        }
        Deadline end = Deadline.after(duration);
        CallText text = new CallText(
                new StyledText(invocation.out(), common.style(invocation), Terminal.columns(invocation)), deep);
        while (shown.get() < count
                && !end.hasPassed()
                && !takeBack.isEnding()
                && !invocation.out().checkError()) {
            CallCapture call = coming.next(LOOK);
            if (call != null) {
                show(call, coming.place(call), text);
                shown.incrementAndGet();
            }
        }
        why = shown.get() >= count
                ? "that is --count"
                : end.hasPassed() ? "that is --duration" : takeBack.isEnding() ? "ended" : "nobody reads on";
    }

    /** Shows each second how many calls there were, and how long they took; in the end all together. */
    void sumUp(Duration duration) throws InterruptedException, TargetException {
        CallFeed coming = feed;
        if (coming == null) {
            throw new IllegalStateException("nothing was begun");
        }
        Deadline end = Deadline.after(duration);
        CallSummary all = coming.summary();
        CallSummaryText text = new CallSummaryText(
                new StyledText(invocation.out(), common.style(invocation), Terminal.columns(invocation)));
        try {
            if (!common.json) {
                text.writeHead();
            }
            while (!end.hasPassed() && !takeBack.isEnding() && !invocation.out().checkError()) {
                Thread.sleep(SECOND.toMillis());
                CallSummary next = coming.summary();
                all = all.plus(next);
                if (common.json) {
                    JsonOutput.callSummary(invocation.out(), next);
                } else {
                    text.write(CallSummaryText.time(System.currentTimeMillis()), next);
                }
                invocation.out().flush();
            }
            if (!common.json) {
                text.write("all", all);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        why = end.hasPassed() ? "that is --duration" : takeBack.isEnding() ? "ended" : "nobody reads on";
        summed = true;
    }

    private void show(CallCapture call, PlannedPlace place, CallText text) {
        if (common.json) {
            JsonOutput.call(invocation.out(), call, place);
        } else {
            try {
                text.write(call, place);
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

    /** Writes the last lines. */
    void sumUp() {
        takeBack.sumUp();
    }

    /** Says whether what was changed in the target was seen to be as before. */
    boolean isRestored() {
        CallFeed.Totals all = takeBack.totals();
        return all != null && all.restored();
    }

    private void writeSum(CallFeed.@Nullable Totals all) {
        String time = Durations.ofMillis((System.nanoTime() - begun) / 1e6);
        PrintStream err = invocation.err();
        if (all == null) {
            if (!common.quiet) {
                err.println(String.format(
                        Locale.ROOT,
                        "done: %,d %s shown in %s; the target did not tell what else there was",
                        shown.get(),
                        seen,
                        time));
            }
            return;
        }
        Receipt receipt = meter.finish().leaving(Receipt.DISPATCHER);
        if (common.json) {
            JsonOutput.callsEnd(invocation.out(), shown.get(), all, receipt);
        }
        if (common.quiet) {
            return;
        }
        err.println("jspect: " + all.aftermath());
        if (!common.json && !invocation.inShell()) {
            err.println(receipt.line());
        }
        err.println(String.format(
                Locale.ROOT,
                "done: %s%,d %s in %s%s: %s",
                summed ? "" : String.format(Locale.ROOT, "%,d shown of ", shown.get()),
                all.counts().seen,
                seen,
                time,
                details(all.counts()),
                why));
    }

    private static String details(CallCounts counts) {
        StringBuilder details = new StringBuilder();
        if (counts.passedOver > 0) {
            details.append(
                    String.format(Locale.ROOT, ", %,d passed over to keep within 1 %% of a CPU", counts.passedOver));
        }
        if (counts.lost > 0) {
            details.append(String.format(Locale.ROOT, ", %,d lost", counts.lost));
        }
        if (counts.conditionThrew != null) {
            details.append(String.format(
                    Locale.ROOT,
                    ", --if threw for %,d, first %s",
                    counts.conditionFailed,
                    SafeText.of(counts.conditionThrew)));
        }
        return details.toString();
    }
}
