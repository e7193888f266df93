// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import dev.jspect.agent.dispatch.Glob;
import dev.jspect.agent.dispatch.Handover;
import dev.jspect.agent.dispatch.ThreadFacts;
import dev.jspect.protocol.PatchCounts;
import dev.jspect.protocol.PatchNote;
import dev.jspect.protocol.PatchRequest;
import dev.jspect.protocol.PatchStatus;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicLong;

/** One patch, in all methods that belong to it: whether it runs, and what it says. Any thread; nobody waits. */
final class Patch implements ConditionFailures {
    private static final int MOST_WAITING = 256;
    private static final int MOST_CHARACTERS = 8 << 10;

    private final PatchRequest request;
    private final Handover<LoggedText> queue = new Handover<LoggedText>(MOST_WAITING);
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong notes = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong conditionFailed = new AtomicLong();
    private volatile boolean ended;
    private volatile String failure;
    private volatile LoggedText last;
    private volatile boolean expired;
    private volatile LastNotes kept;
    private final long begun = System.nanoTime();
    private final long sinceMillis = System.currentTimeMillis();

    Patch(PatchRequest request) {
        this.request = request;
    }

    PatchRequest request() {
        return request;
    }

    /** Says whether it does not run any more. */
    boolean hasEnded() {
        return ended;
    }

    /** Says whether its code runs in a call of this thread, but for a condition. */
    boolean isWanted(Thread thread) {
        return !ended
                && !ThreadFacts.isOurs(thread)
                && (request.threadGlob == null || Glob.fits(request.threadGlob, ThreadFacts.name(thread)));
    }

    /** Ends it when its time is over. */
    void look(long now) {
        if (request.ttlMillis > 0 && leftMillis(now) == 0) {
            expired = true;
            ended = true;
        }
    }

    private long leftMillis(long now) {
        return Math.max(0, request.ttlMillis - (now - begun) / 1_000_000);
    }

    /** Says whether its time is over, or somebody else has ended it. */
    boolean isOver() {
        LoggedText why = last;
        return expired || (why != null && why.kind == PatchNote.ENDED);
    }

    /** From now on nobody listens: what it says is kept, as far as there is room. */
    void detach() {
        kept = new LastNotes();
    }

    /** Returns where its notes go when nobody listens, or null. */
    LastNotes kept() {
        return kept;
    }

    /** Somebody else ends it. */
    void endForOthers() {
        ended = true;
        last(PatchNote.ENDED, "");
    }

    /** Says how it fares. */
    PatchStatus status(boolean disturbed) {
        LoggedText why = last;
        LastNotes notes = kept;
        int state = why != null ? why.kind : expired ? PatchStatus.TTL : PatchStatus.RUNNING;
        return new PatchStatus(
                request.number(),
                request.kind,
                request.origin,
                notes != null,
                sinceMillis,
                request.ttlMillis == 0 ? -1 : leftMillis(System.nanoTime()),
                request.limit,
                state,
                counts(disturbed),
                notes == null ? Collections.<PatchNote>emptyList() : notes.all());
    }

    /** Counts one that runs; returns which it is, 0 when it is not to run any more. */
    long begins() {
        long hit = hits.incrementAndGet();
        if (request.limit > 0 && hit >= request.limit) {
            ended = true;
        }
        if (request.limit > 0 && hit > request.limit) {
            hits.decrementAndGet();
            return 0;
        }
        return hit;
    }

    /** It has run. */
    void ends(long hit) {
        if (hit == request.limit) {
            last(PatchNote.LIMIT, "");
        }
    }

    /** Its code has failed: from now on the method is as it was written. */
    void fail(Throwable thrown) {
        ended = true;
        if (failure == null) {
            failure = text(thrown);
            last(PatchNote.FAILED, failure);
        }
    }

    /** The first reason for which it ends is told in any case. */
    private void last(int kind, String text) {
        if (last == null) {
            last = new LoggedText(notes.incrementAndGet(), kind, Thread.currentThread(), cut(text));
        }
    }

    /** Returns why it has ended by itself, or null. */
    LoggedText last() {
        return last;
    }

    /** Its own code has made it, or called what did: what it says may be asked for. */
    private static String text(Throwable thrown) {
        try {
            return String.valueOf(thrown);
        } catch (Throwable e) {
            return thrown.getClass().getName();
        }
    }

    /** Tells the tool what its code has to say. */
    void log(String text) {
        LoggedText logged = new LoggedText(notes.incrementAndGet(), PatchNote.LOG, Thread.currentThread(), cut(text));
        if (!queue.offer(logged)) {
            lost.incrementAndGet();
        }
    }

    private static String cut(String text) {
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "..." : text;
    }

    @Override
    public void conditionFailed(Throwable thrown) {
        conditionFailed.incrementAndGet();
    }

    /** Waits a moment for the next note, null when there is none yet. */
    LoggedText next() {
        return queue.look();
    }

    /** Says whether there comes none any more. */
    boolean isClosed() {
        return queue.hasEnded();
    }

    void countLost() {
        lost.incrementAndGet();
    }

    /** From now on its code does not run. */
    void end() {
        ended = true;
    }

    /** Waits until all it has said is on its way, but not longer than so many milliseconds; then it says no more. */
    void close(long millis) throws InterruptedException {
        queue.awaitRead(millis);
        queue.end();
    }

    PatchCounts counts(boolean disturbed) {
        return new PatchCounts(hits.get(), lost.get(), conditionFailed.get(), failure, disturbed);
    }
}
