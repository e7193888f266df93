// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.ExceptionsRequest;
import dev.jspect.protocol.ValueBounds;
import dev.jspect.shell.ExceptionFeed;
import dev.jspect.shell.Target;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.exceptions.ExceptionList;
import dev.jspect.shell.exceptions.WatchedException;
import dev.jspect.shell.locals.LocalsReader;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Watches the exceptions of a target in a thread of its own, while the shell goes on. */
final class ExceptionWatching implements Runnable {
    /** So many of the last ones are kept alive in the target, with what their frames held. */
    static final int KEPT = 30;

    private static final int A_SECOND = 5;
    private static final int MOST_FRAMES = 200;
    private static final ValueBounds BOUNDS = new ValueBounds(1, 10, 80, 1 << 20, 5_000, List.of());
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final ExceptionFeed feed;
    private final LocalsReader reader;
    private final ExceptionList list;
    private final Consumer<WatchedException> notices;
    private final Thread thread = new Thread(this, "jspect-exceptions");
    private volatile boolean ended;
    private volatile @Nullable String failure;

    private ExceptionWatching(
            ExceptionFeed feed, LocalsReader reader, ExceptionList list, Consumer<WatchedException> notices) {
        this.feed = feed;
        this.reader = reader;
        this.list = list;
        this.notices = notices;
    }

    /**
     * Begins.
     *
     * @param glob the classes that are wanted, or null for all
     * @param notices told of each that comes, in another thread
     */
    static ExceptionWatching begin(
            Target target, @Nullable String glob, ExceptionList list, Consumer<WatchedException> notices)
            throws TargetException {
        ExceptionsRequest request = new ExceptionsRequest(
                glob, true, MOST_FRAMES, false, List.of(), A_SECOND, A_SECOND, false, null, KEPT, null, BOUNDS);
        ExceptionWatching watching =
                new ExceptionWatching(target.exceptions(request), new LocalsReader(target), list, notices);
        watching.thread.setDaemon(true);
        watching.thread.start();
        return watching;
    }

    @Override
    public void run() {
        try {
            while (!ended) {
                ExceptionCapture capture = feed.next(LOOK);
                if (capture != null) {
                    add(capture);
                }
            }
        } catch (InterruptedException | TargetException gone) {
            // The shell finds out by itself that its target is gone.
            ended = true;
        } catch (RuntimeException e) {
            // Told when the watch ends: here it would go through the line that is being typed.
            failure = String.valueOf(e);
            ended = true;
        }
    }

    private void add(ExceptionCapture capture) {
        ThreadSnapshot snapshot = new ThreadDump(Instant.now(), "", List.of(), List.of(), false)
                .withLocals(capture.frames, reader.judge())
                .threads()
                .get(0);
        WatchedException kind = list.add(capture, snapshot);
        if (kind != null) {
            notices.accept(kind);
        }
    }

    /** Takes back what was changed in the target. */
    ExceptionFeed.Totals end() throws TargetException {
        ended = true;
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ExceptionFeed.Totals totals = feed.end();
        if (failure != null) {
            throw new TargetException(TargetException.Kind.FAILED, "the watch had ended by itself: " + failure);
        }
        return totals;
    }
}
