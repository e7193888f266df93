// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.text.SafeText;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what a command has changed in its target, once, also when a signal ends it; then has it sum up, once.
 *
 * @param <T> what the end of it tells
 */
final class TakeBack<T> {
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final Invocation invocation;
    private final Consumer<@Nullable T> sum;
    private final AtomicBoolean ending = new AtomicBoolean();
    private final CountDownLatch written = new CountDownLatch(1);
    private final AtomicBoolean summedUp = new AtomicBoolean();
    private final Thread bySignal = new Thread(this::endBySignal, "jspect-leave");
    private volatile @Nullable RemoteTarget session;
    private volatile @Nullable Change<T> change;
    private volatile @Nullable T totals;
    private volatile boolean released;

    /** What was changed. */
    interface Change<T> {
        /** Takes it back, and tells what there was. */
        T end() throws TargetException;
    }

    /**
     * Takes back nothing yet.
     *
     * @param sum writes the last lines, when the session has ended; null where the target could not tell what there was
     */
    TakeBack(Invocation invocation, Consumer<@Nullable T> sum) {
        this.invocation = invocation;
        this.sum = sum;
    }

    /** From now on a signal ends the session first. */
    void guard(RemoteTarget target) {
        session = target;
        Runtime.getRuntime().addShutdownHook(bySignal);
    }

    /** There is something to take back. */
    void begun(Change<T> made) {
        change = made;
    }

    /** Whether that has begun, perhaps by a signal, or is wanted. */
    boolean isEnding() {
        return ending.get() || invocation.stopped().getAsBoolean();
    }

    /** Takes back what was changed in the target; {@link #sumUp} says so, when the session has ended. */
    void end() throws TargetException, InterruptedException {
        Change<T> made = change;
        if (made == null) {
            return;
        }
        if (ending.compareAndSet(false, true)) {
            totals = end(made);
        } else {
            // The session is the other thread's until it has done so; then this JVM ends.
            bySignal.join();
        }
    }

    /**
     * From now on others look after what was changed.
     *
     * @return false when a signal was faster, and has had it taken back
     */
    boolean release() throws InterruptedException {
        if (ending.compareAndSet(false, true)) {
            released = true;
            change = null;
            return true;
        }
        bySignal.join();
        return false;
    }

    /** Returns null when the target could not tell what there was: then the end of the session takes back what is left. */
    private @Nullable T end(Change<T> made) throws TargetException {
        try {
            return made.end();
        } catch (TargetException e) {
            if (e.kind() != TargetException.Kind.FAILED) {
                throw e;
            }
            invocation
                    .err()
                    .println("jspect: whether all is as before could not be seen: "
                            + SafeText.of(String.valueOf(e.getMessage())));
            return null;
        }
    }

    /** Does the same while the tool shuts down: whoever presses Ctrl-C has seen enough, and wants to know that all is well. */
    private void endBySignal() {
        RemoteTarget target = session;
        Change<T> made = change;
        if (target == null) {
            return;
        }
        if (released) {
            // What stays is on its way to do so, or does.
            awaitSum();
            return;
        }
        if (made == null) {
            // The change is on its way: the farewell comes behind it, and takes it back.
            target.close();
            return;
        }
        if (!ending.compareAndSet(false, true)) {
            awaitSum();
            return;
        }
        // The other thread fails when the session ends, and this JVM does not wait for it.
        boolean first = summedUp.compareAndSet(false, true);
        try {
            totals = end(made);
        } catch (TargetException gone) {
            // The target is gone, or does not answer: its end of the connection takes all back.
            totals = null;
        }
        target.close();
        if (first) {
            sum.accept(totals);
        }
    }

    /** The other thread is about to end all by itself, and goes on while this JVM shuts down. */
    private void awaitSum() {
        try {
            written.await(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes the last lines; nothing where nothing was changed. */
    void sumUp() {
        if (summedUp.compareAndSet(false, true)) {
            try {
                if (change != null) {
                    sum.accept(totals);
                }
            } finally {
                written.countDown();
                forgetSignals();
            }
        }
    }

    /** One process may have many of these. */
    private void forgetSignals() {
        try {
            Runtime.getRuntime().removeShutdownHook(bySignal);
        } catch (IllegalStateException shuttingDown) {
            // It runs, and finds nothing more to do.
            return;
        }
    }

    /** Returns what there was; null before the end, and where the target could not tell. */
    @Nullable
    T totals() {
        return totals;
    }
}
