// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.protocol.ExceptionCapture;

/** Makes of what a throwing thread has taken along what the tool is sent. Runs in a thread of its own. */
final class ExceptionReporter implements Runnable {
    private final ThrownHook hook;
    private final StackSource stacks;
    private final Exceptions.Sending sending;

    ExceptionReporter(ThrownHook hook, StackSource stacks, Exceptions.Sending sending) {
        this.hook = hook;
        this.stacks = stacks;
        this.sending = sending;
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
            capture = new ExceptionCapture(
                    captured.atMillis,
                    captured.seen,
                    values.parts(captured.thrown),
                    stacks.read(captured, values).capture);
        } catch (Throwable e) {
            // A frame that cannot be read, or no memory: this one is lost, and counted; the next may do.
            sending.lost();
            return;
        }
        sending.send(capture);
    }
}
