// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that uses JShell, which stands no second one. Others wait for it, as long as they like.
 */
public final class EngineThread implements AutoCloseable {
    private final ExecutorService executor = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "jspect-engine");
        thread.setDaemon(true);
        return thread;
    });

    /** Makes the thread; it starts with the first work. */
    public EngineThread() {}

    /** Has work done when all before it is; nobody waits for it, and its failures are nobody's. */
    void later(Runnable work) {
        // Not execute: what fails in there would be printed over the prompt, such as after the engine was closed.
        var unused = executor.submit(work);
    }

    /** Does work and returns its result, however long it takes. An interrupt is kept for afterwards. */
    <T extends @Nullable Object> T call(Callable<T> work) {
        Future<T> future = executor.submit(work);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw unchecked(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Does work and returns its result, or nothing when that takes too long; then the work goes on unseen. */
    <T> Optional<T> within(Duration limit, Callable<T> work) {
        Future<T> future = executor.submit(work);
        try {
            return Optional.of(future.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            // Not begun, it need not begin; begun, JShell cannot be interrupted.
            future.cancel(false);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException known) {
            return known;
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(e.getCause());
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
