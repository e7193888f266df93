// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.agent.frames.MethodCache;
import dev.jspect.agent.modules.LiveStack;
import dev.jspect.protocol.ExceptionCapture;

/** Makes of what a throwing thread has taken along what the tool is sent. Runs in a thread of its own. */
final class ExceptionReporter implements Runnable {
    private final ThrownHook hook;
    private final LiveStack stack;
    private final MethodCache methods;
    private final Exceptions.Sending sending;
    private final boolean locals;
    private final boolean allFrames;

    ExceptionReporter(
            ThrownHook hook,
            LiveStack stack,
            MethodCache methods,
            Exceptions.Sending sending,
            boolean locals,
            boolean allFrames) {
        this.hook = hook;
        this.stack = stack;
        this.methods = methods;
        this.sending = sending;
        this.locals = locals;
        this.allFrames = allFrames;
    }

    /** Goes on until it is interrupted. */
    @Override
    public void run() {
        try {
            while (true) {
                report(hook.next());
            }
        } catch (InterruptedException ended) {
            return;
        }
    }

    private void report(CapturedException captured) throws InterruptedException {
        ExceptionCapture capture;
        try {
            ExceptionValues values = sending.values();
            LiveFrames live = new LiveFrames(stack, methods, values, locals, allFrames);
            capture = new ExceptionCapture(
                    captured.atMillis,
                    captured.seen,
                    values.parts(captured.thrown),
                    live.read(captured.thread, captured.frames, afterConstructors(captured)));
        } catch (Throwable e) {
            // A frame that cannot be read, or no memory: this one is lost, and counted; the next may do.
            sending.lost();
            return;
        }
        sending.send(capture);
    }

    /** The frames of the hook and the constructors come first. */
    private static int afterConstructors(CapturedException captured) {
        int first = 0;
        for (int i = 0; i < captured.frames.length; i++) {
            Class<?> owner = LiveStack.owner(captured.frames[i]);
            boolean constructs = Throwable.class.isAssignableFrom(owner)
                    && owner.isInstance(captured.thrown)
                    && LiveStack.method(captured.frames[i]).equals("<init>");
            if (constructs) {
                first = i + 1;
            } else if (first > 0) {
                break;
            }
        }
        return first;
    }
}
