// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.sentry;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.json.SentryJson;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Sends events to a server, in a thread of its own. What does not get through is dropped: an event that waits for a server
 * would keep memory, and one that is late is of little use.
 */
public final class SentEvents implements EventSink {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int WAITING = 100;
    private static final int LOOK_MS = 50;

    private final Dsn dsn;
    private final String client;
    private final Duration timeout;
    private final Consumer<String> firstFailure;
    private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(WAITING);
    private final Thread sender = new Thread(this::send, "jspect-sentry");
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean closing;

    // Not a record: nobody asks whether two are equal.
    private static final class Event {
        final String id;
        final byte[] line;

        Event(String id, byte[] line) {
            this.id = id;
            this.line = line;
        }
    }

    SentEvents(Dsn dsn, String client, Duration timeout, Consumer<String> firstFailure) {
        this.dsn = dsn;
        this.client = client;
        this.timeout = timeout;
        this.firstFailure = firstFailure;
        sender.setDaemon(true);
        sender.start();
    }

    /**
     * Sends to where the DSN says.
     *
     * @param client what the server is told of us: {@code jspect/1.0}
     * @param firstFailure is told why an event was not sent, in the sending thread
     */
    public static SentEvents to(Dsn dsn, String client, Consumer<String> firstFailure) {
        if (ModuleLayer.boot().findModule("java.net.http").isEmpty()) {
            throw new JspectException(
                    ExitCode.REFUSED,
                    "cannot send events to Sentry",
                    "the JDK that jspect runs on lacks the module java.net.http",
                    "Nothing was done. They can go into a file: --sentry=events.jsonl");
        }
        return new SentEvents(dsn, client, TIMEOUT, firstFailure);
    }

    @Override
    public void accept(String id, byte[] event) {
        accepted.incrementAndGet();
        if (!queue.offer(new Event(id, event))) {
            failed("it takes them too slowly");
        }
    }

    @Override
    public Totals close(Duration patience) {
        closing = true;
        try {
            sender.join(Math.max(1, patience.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (sender.isAlive()) {
            sender.interrupt();
            failed("it did not take them in time");
        }
        int delivered = sent.get();
        return new Totals(delivered, accepted.get() - delivered);
    }

    private void send() {
        try {
            EnvelopePost post = new EnvelopePost(dsn, client, timeout);
            long freeAt = System.nanoTime();
            while (true) {
                Event event = queue.poll(LOOK_MS, TimeUnit.MILLISECONDS);
                if (event != null && System.nanoTime() - freeAt >= 0) {
                    EnvelopePost.Answer answer = post.post(SentryJson.envelope(event.id, Instant.now(), event.line));
                    freeAt = System.nanoTime() + answer.pause().toNanos();
                    if (answer.failure().isEmpty()) {
                        sent.incrementAndGet();
                    } else {
                        failed(answer.failure());
                    }
                } else if (event != null) {
                    failed("it wants no more for now");
                } else if (closing) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            // The time is up; whoever interrupts has counted what is left.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError e) {
            failed(dsn.withoutKey(String.valueOf(e)));
        }
    }

    private void failed(String why) {
        if (told.compareAndSet(false, true)) {
            firstFailure.accept(why);
        }
    }
}
