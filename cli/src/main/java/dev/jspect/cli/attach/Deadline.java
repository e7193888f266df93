// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The moment by which everything a command waits for must have happened, and what is being waited for now. All waits of
 * one command share the moment and name their own phase.
 */
public final class Deadline {
    private final long endNanos;
    private final Duration total;
    private final String phase;

    private Deadline(long endNanos, Duration total, String phase) {
        this.endNanos = endNanos;
        this.total = total;
        this.phase = phase;
    }

    /** Returns the deadline {@code total} from now. */
    public static Deadline after(Duration total) {
        return new Deadline(System.nanoTime() + total.toNanos(), total, "starting");
    }

    /** Returns the same moment for the next phase, named as in "gave up while {@code waiting for its attach listener}". */
    public Deadline phase(String name) {
        return new Deadline(endNanos, total, name);
    }

    /** Returns how long all phases together may take. */
    public Duration total() {
        return total;
    }

    public String phase() {
        return phase;
    }

    /** Returns the time left, zero when it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    public boolean hasPassed() {
        return endNanos - System.nanoTime() <= 0;
    }

    /** Returns the failure to throw when {@code target} did not answer by this deadline. */
    public JspectException passed(JvmProcess target, @Nullable Throwable cause) {
        return new JspectException(
                ExitCode.NO_ANSWER,
                target.label() + " did not answer within " + total.toMillis() + " ms",
                "gave up while " + phase,
                "Look at it with: jspect doctor " + target.pid(),
                cause);
    }
}
