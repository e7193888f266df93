// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What has come unasked, until somebody reads it. What the tool cannot take in time is lost here, not waited for: the connection carries replies, too.
 */
final class Arrivals {
    /** What waits in the tool may take so many bytes; what comes then is lost, and counted. */
    private static final long MOST_WAITING = 32 << 20;

    private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    /** Takes one in. Any thread; does not wait. */
    void add(byte[] body) {
        if (waiting.addAndGet(body.length) > MOST_WAITING) {
            waiting.addAndGet(-body.length);
            lost.incrementAndGet();
        } else {
            arrived.add(body);
        }
    }

    /** Waits for the next one; null when none has come by then. */
    byte @Nullable [] next(Duration patience) throws InterruptedException {
        byte[] body = arrived.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (body != null) {
            waiting.addAndGet(-body.length);
        }
        return body;
    }

    /** Returns how many were lost. */
    long lost() {
        return lost.get();
    }
}
