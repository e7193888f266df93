// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import dev.jspect.cli.failure.JspectException;
import java.nio.channels.Channel;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Ends a blocking call on a channel, by closing the channel, when the deadline passes or the target dies. Blocking calls
 * and this one thread cost less at start than a selector.
 */
public final class Watch implements AutoCloseable {
    private static final long LOOK_NANOS = 50_000_000;

    private final Channel channel;
    private final Deadline deadline;
    private final JvmProcess target;
    private final Thread thread;
    private volatile boolean over;
    private volatile boolean died;

    private Watch(Channel channel, Deadline deadline, JvmProcess target) {
        this.channel = channel;
        this.deadline = deadline;
        this.target = target;
        this.thread = new Thread(this::run, "jspect-watch");
        thread.setDaemon(true);
    }

    /** Begins to watch; the call to end must be made on the channel afterwards. */
    public static Watch over(Channel channel, Deadline deadline, JvmProcess target) {
        Watch watch = new Watch(channel, deadline, target);
        watch.thread.start();
        return watch;
    }

    /** Returns why the channel was closed, as the failure to throw. */
    public JspectException verdict(@Nullable Throwable cause) {
        return died ? Liveness.ended(target, deadline, cause) : deadline.passed(target, cause);
    }

    private void run() {
        while (!over) {
            died = !Liveness.lives(target);
            if (died || deadline.hasPassed()) {
                Closing.quietly(channel);
                return;
            }
            LockSupport.parkNanos(Math.min(LOOK_NANOS, deadline.remaining().toNanos() + 1));
        }
    }

    @Override
    public void close() {
        over = true;
        LockSupport.unpark(thread);
    }
}
