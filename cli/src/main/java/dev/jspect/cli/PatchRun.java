// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.json.JsonOutput;
import dev.jspect.cli.receipt.Receipt;
import dev.jspect.cli.receipt.ReceiptMeter;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.protocol.PatchNote;
import dev.jspect.shell.GrowingPatchFeed;
import dev.jspect.shell.LaterFeed;
import dev.jspect.shell.PatchFeed;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.probes.PatchPlan;
import dev.jspect.shell.text.Clock;
import dev.jspect.shell.text.Durations;
import dev.jspect.shell.text.PatchNoteText;
import dev.jspect.shell.text.SafeText;
import dev.jspect.shell.text.StyledText;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One run of {@code patch}: shows what it has to say, and takes it back, also when a signal ends it. */
final class PatchRun {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Invocation invocation;
    private final CommonOptions common;
    private final ReceiptMeter meter;
    private final TakeBack<PatchFeed.Totals> takeBack;
    private volatile long begun = System.nanoTime();
    private volatile String why = "ended";
    private volatile @Nullable String failure;
    private @Nullable PatchFeed feed;
    private boolean over;

    PatchRun(Invocation invocation, CommonOptions common, ReceiptMeter meter) {
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
    void begin(RemoteTarget target, PatchPlan plan, LaterFeed<PatchFeed> later) throws TargetException {
        takeBack.guard(target);
        begun = System.nanoTime();
        PatchFeed patched = new GrowingPatchFeed(target.probes().patch(plan), later);
        feed = patched;
        takeBack.begun(() -> end(patched));
    }

    /**
     * Shows what comes, until the patch ends by itself or by a signal.
     *
     * @param ttl ends it after so long; null: never
     */
    void show(@Nullable Duration ttl) throws InterruptedException, TargetException {
        PatchFeed coming = feed;
        if (coming == null) {
            throw new IllegalStateException("nothing was begun");
        }
        Deadline end = ttl == null ? null : Deadline.after(ttl);
        boolean more = !over;
        while (more && !takeBack.isEnding() && !invocation.out().checkError()) {
            PatchNote note = coming.next(LOOK);
            if (note != null) {
                more = show(note);
            }
            if (more && end != null && end.hasPassed()) {
                why = "that is --ttl";
                more = false;
            }
        }
    }

    /** Returns whether the patch goes on. */
    private synchronized boolean show(PatchNote note) {
        if (note.kind == PatchNote.LIMIT) {
            why = "that is --limit";
            return false;
        }
        if (note.kind == PatchNote.ENDED) {
            why = "unpatch has ended it";
            return false;
        }
        if (note.kind == PatchNote.FAILED) {
            why = "its code has failed";
            failure = note.text;
            return false;
        }
        if (common.json) {
            JsonOutput.patchNote(invocation.out(), note);
        } else {
            try {
                PatchNoteText.write(
                        new StyledText(invocation.out(), common.style(invocation), Terminal.columns(invocation)), note);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        invocation.out().flush();
        return true;
    }

    /**
     * Leaves the patch in place, ends the session, and says so.
     *
     * @return false when a signal was faster, and has had it taken back
     */
    boolean detach(RemoteTarget target, long pid, PatchPlan plan) throws TargetException, InterruptedException {
        PatchFeed left = feed;
        if (left == null) {
            return false;
        }
        for (PatchNote note = left.next(Duration.ZERO); note != null; note = left.next(Duration.ZERO)) {
            if (!show(note)) {
                over = true;
                return false;
            }
        }
        if (!takeBack.release()) {
            return false;
        }
        Instant until = Instant.now().plus(plan.ttl());
        try {
            target.detach(left.number());
        } catch (TargetException e) {
            if (e.kind() == TargetException.Kind.FAILED) {
                throw e;
            }
            throw uncertain(pid, plan, e);
        }
        String stays = "patch " + left.number() + " until " + Clock.time(until.toEpochMilli());
        Receipt receipt = meter.finish().leaving(Receipt.DISPATCHER).leaving(stays);
        if (common.json) {
            JsonOutput.patchDetached(invocation.out(), left.number(), until, receipt);
        }
        takeBack.sumUp();
        if (common.quiet) {
            return true;
        }
        if (!common.json && !invocation.inShell()) {
            invocation.err().println(receipt.line());
        }
        invocation
                .err()
                .println(SafeText.of("done: " + plan.origin().method + " is patched until "
                        + Clock.time(until.toEpochMilli()) + ", in "
                        + Durations.ofMillis((double) plan.ttl().toMillis())
                        + ". See: jspect patches " + pid + ". Take it back: jspect unpatch " + pid + " "
                        + left.number()));
        return true;
    }

    /** The request may have arrived, and its answer not. */
    private static JspectException uncertain(long pid, PatchPlan plan, TargetException e) {
        return new JspectException(
                ExitCode.NO_ANSWER,
                "whether " + plan.origin().method + " stays patched is not known",
                String.valueOf(e.getMessage()),
                "See: jspect patches " + pid,
                e);
    }

    /** Takes back what was changed in the target; {@link #sumUp} says so, when the session has ended. */
    void end() throws TargetException, InterruptedException {
        takeBack.end();
    }

    /** Takes the patch out; then shows what it has said until then. */
    private PatchFeed.Totals end(PatchFeed patched) throws TargetException {
        PatchFeed.Totals totals = patched.end();
        try {
            PatchNote last = patched.next(Duration.ZERO);
            while (last != null) {
                show(last);
                last = patched.next(Duration.ZERO);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return totals;
    }

    /** Writes the last lines. */
    void sumUp() {
        takeBack.sumUp();
    }

    /** Returns what the command ends with. */
    ExitCode exitCode() {
        PatchFeed.Totals all = takeBack.totals();
        if (all == null || !all.restored().restored()) {
            return ExitCode.INCOMPLETE;
        }
        return all.counts().failure == null ? ExitCode.DONE : ExitCode.USER_CODE;
    }

    private void writeSum(PatchFeed.@Nullable Totals all) {
        String time = Durations.ofMillis((System.nanoTime() - begun) / 1e6);
        PrintStream err = invocation.err();
        if (all == null) {
            if (!common.quiet) {
                err.println("done: patched for " + time + "; the target did not tell in how many calls");
            }
            return;
        }
        Receipt receipt = meter.finish().leaving(Receipt.DISPATCHER);
        if (common.json) {
            JsonOutput.patchEnd(invocation.out(), all, receipt);
        }
        String failed = failure == null ? all.counts().failure : failure;
        if (failed != null) {
            err.println("jspect: the patch's code has failed, the method went on as it was written: "
                    + SafeText.of(failed));
        }
        if (common.quiet) {
            return;
        }
        err.println(
                "jspect: " + all.restored().aftermath(all.counts().disturbed, "some calls may not have been patched"));
        if (!common.json && !invocation.inShell()) {
            err.println(receipt.line());
        }
        err.println(String.format(
                Locale.ROOT,
                "done: ran in %,d %s in %s%s: %s",
                all.counts().hits,
                all.counts().hits == 1 ? "call" : "calls",
                time,
                details(all),
                why));
    }

    private static String details(PatchFeed.Totals all) {
        StringBuilder details = new StringBuilder();
        if (all.counts().lost > 0) {
            details.append(String.format(Locale.ROOT, ", %,d log lines lost", all.counts().lost));
        }
        if (all.counts().conditionFailed > 0) {
            details.append(String.format(Locale.ROOT, ", --if threw for %,d", all.counts().conditionFailed));
        }
        return details.toString();
    }
}
