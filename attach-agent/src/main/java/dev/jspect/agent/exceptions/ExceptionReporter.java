// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.agent.frames.HeldCut;
import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.ThreadContext;

/** Makes of what a throwing thread has taken along what the tool is sent. Runs in a thread of its own. */
final class ExceptionReporter implements Runnable {
    private final ThrownHook hook;
    private final StackSource stacks;
    private final CarriedSource carried;
    private final Choice choice;
    private final UncaughtStacks uncaughtStacks;
    private final KeptExceptions kept;
    private final Exceptions.Sending sending;
    private final PendingCaptures pending = new PendingCaptures();

    /**
     * @param carried null when nobody asks what threads carry
     * @param uncaughtStacks where only uncaught exceptions are wanted, else null
     */
    ExceptionReporter(
            ThrownHook hook,
            StackSource stacks,
            CarriedSource carried,
            Choice choice,
            UncaughtStacks uncaughtStacks,
            KeptExceptions kept,
            Exceptions.Sending sending) {
        this.hook = hook;
        this.stacks = stacks;
        this.carried = carried;
        this.choice = choice;
        this.uncaughtStacks = uncaughtStacks;
        this.kept = kept;
        this.sending = sending;
    }

    /** Goes on until there comes nothing more, whatever happens: what escaped would be for the application's handler. */
    @Override
    public void run() {
        boolean more = true;
        while (more) {
            try {
                more = reportNext();
            } catch (Throwable e) {
                // A frame that cannot be read, or no memory: this one is lost, and counted; the next may do.
                sending.lost();
            }
        }
    }

    private boolean reportNext() throws Throwable {
        CapturedException captured = hook.next();
        if (captured == null) {
            return false;
        }
        ExceptionCapture capture = uncaughtStacks == null ? chosen(captured) : uncaught(captured);
        if (capture != null) {
            sending.send(capture);
        }
        return true;
    }

    /** Returns null when it is not wanted. */
    private ExceptionCapture chosen(CapturedException captured) throws Throwable {
        if (!choice.takes(captured)) {
            return null;
        }
        ExceptionValues values = sending.values();
        HeldCut cut = stacks.read(captured, values);
        long id = sending.nextId();
        kept.add(id, captured.thrown, cut);
        return new ExceptionCapture(
                id,
                captured.atMillis,
                captured.seen,
                false,
                null,
                values.parts(captured.thrown),
                cut.capture,
                context(captured),
                contextOf(captured, ExceptionCapture.OF_CONSTRUCTION));
    }

    /** Whether nobody catches it shows later: what it was constructed with is read now. Returns null for those caught so far. */
    private ExceptionCapture uncaught(CapturedException captured) throws Throwable {
        ExceptionValues values = sending.values();
        if (!captured.uncaught) {
            pending.add(captured.thrown, stacks.read(captured, values).capture, context(captured));
            return null;
        }
        if (!choice.takes(captured)) {
            return null;
        }
        PendingCaptures.Pending constructed = pending.take(captured.thrown);
        FramesCapture frames = uncaughtStacks.of(captured, constructed == null ? null : constructed.frames);
        String constructor = constructed == null ? null : constructed.frames.threads.get(0).name;
        String ended = frames.threads.get(0).name;
        boolean known = constructed != null
                && constructed.context != null
                && constructed.frames.threads.get(0).id == frames.threads.get(0).id;
        return new ExceptionCapture(
                sending.nextId(),
                captured.atMillis,
                captured.seen,
                true,
                ended.equals(constructor) ? null : constructor,
                values.parts(captured.thrown),
                frames,
                // By its end, a thread may have been cleared of what it carried.
                known ? constructed.context : context(captured),
                known ? ExceptionCapture.OF_CONSTRUCTION : contextOf(captured, ExceptionCapture.OF_END));
    }

    private ThreadContext context(CapturedException captured) {
        return isTaken(captured) ? carried.read(captured.thread, captured.carried) : null;
    }

    private static boolean isTaken(CapturedException captured) {
        return captured.carried != null && captured.carried != CapturedException.NOT_TAKEN;
    }

    private static int contextOf(CapturedException captured, int moment) {
        if (captured.carried == null) {
            return ExceptionCapture.NOT_ASKED;
        }
        return isTaken(captured) ? moment : ExceptionCapture.NOT_TAKEN;
    }
}
