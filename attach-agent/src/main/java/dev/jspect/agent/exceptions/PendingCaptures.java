// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.ThreadContext;
import java.lang.ref.WeakReference;

/** Captures of exceptions that may be caught yet: the last ones. For one thread. */
final class PendingCaptures {
    private static final int MOST = 64;

    private final Pending[] ring = new Pending[MOST];
    private int next;

    /** One of them. */
    static final class Pending {
        final FramesCapture frames;
        final ThreadContext context;
        private final WeakReference<Throwable> thrown;

        Pending(Throwable thrown, FramesCapture frames, ThreadContext context) {
            this.thrown = new WeakReference<Throwable>(thrown);
            this.frames = frames;
            this.context = context;
        }
    }

    /** Those whose exception is gone can be asked for no more. */
    private void forgetGone() {
        for (int i = 0; i < MOST; i++) {
            if (ring[i] != null && ring[i].thrown.get() == null) {
                ring[i] = null;
            }
        }
    }

    void add(Throwable thrown, FramesCapture frames, ThreadContext context) {
        forgetGone();
        ring[next] = new Pending(thrown, frames, context);
        next = (next + 1) % MOST;
    }

    /** Returns that of an exception, or null; by identity: its own methods are the application's. */
    Pending take(Throwable thrown) {
        for (int i = 0; i < MOST; i++) {
            if (ring[i] != null && ring[i].thrown.get() == thrown) {
                Pending found = ring[i];
                ring[i] = null;
                return found;
            }
        }
        return null;
    }
}
