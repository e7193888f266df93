// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import dev.jspect.agent.dispatch.ThreadFacts;
import dev.jspect.protocol.PatchNote;
import java.util.concurrent.locks.LockSupport;

/** Sends what a patch has to say. Runs in a thread of its own. */
final class PatchReporter implements Runnable {
    private static final int LAST_ATTEMPTS = 50;
    private static final long RETRY_NANOS = 100_000_000;

    private final Patch patch;
    private final CallOutlet outlet;
    private final ThreadFacts threads;
    private boolean lastSent;

    PatchReporter(Patch patch, CallOutlet outlet, ThreadFacts threads) {
        this.patch = patch;
        this.outlet = outlet;
        this.threads = threads;
    }

    /** Goes on until there comes nothing more, whatever happens: what escaped would be for the application's handler. */
    @Override
    public void run() {
        while (!patch.isClosed()) {
            try {
                LoggedText text = patch.next();
                if (text != null && !tell(note(text))) {
                    patch.countLost();
                }
                if (text == null) {
                    tellLast();
                }
            } catch (Throwable e) {
                // No memory: this one is lost, and counted; the next may do.
                patch.countLost();
            }
        }
        for (int attempt = 0; !lastSent && patch.last() != null && attempt < LAST_ATTEMPTS; attempt++) {
            tellLast();
            if (!lastSent) {
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    /** Behind what was logged; and again until it is taken: without it the tool would wait for ever. */
    private void tellLast() {
        try {
            if (!lastSent && patch.last() != null) {
                lastSent = patch.kept() != null || outlet.send(note(patch.last()));
            }
        } catch (Throwable e) {
            // No memory: it is tried again.
            lastSent = false;
        }
    }

    private boolean tell(PatchNote note) {
        LastNotes kept = patch.kept();
        if (kept == null) {
            return outlet.send(note);
        }
        kept.add(note);
        return true;
    }

    private PatchNote note(LoggedText text) throws Throwable {
        return new PatchNote(
                patch.request().id,
                text.kind,
                text.atMillis,
                threads.id(text.thread),
                ThreadFacts.name(text.thread),
                text.text);
    }
}
