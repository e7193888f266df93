// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.protocol.CallSummary;
import dev.jspect.shell.text.Style.Kind;
import java.io.IOException;
import java.util.Locale;

/**
 * Writes how many calls there were and how long they took, a line a second.
 *
 * <pre>
 *               calls  errors      p50      p90      p99      max
 * 18:40:11      1,204       3   0.8 ms     2 ms    12 ms    41 ms
 * </pre>
 */
public final class CallSummaryText {
    private static final int COLUMN = 9;

    private final StyledText text;

    /**
     * @param text to write to
     */
    public CallSummaryText(StyledText text) {
        this.text = text;
    }

    /** Writes what the numbers are. */
    public void writeHead() throws IOException {
        text.add(Kind.DIM, " ".repeat(COLUMN) + row("calls", "errors", "p50", "p90", "p99", "max"))
                .endLine();
    }

    /**
     * Writes a line.
     *
     * @param name what comes first: a time, or that it is the sum
     */
    public void write(String name, CallSummary summary) throws IOException {
        String calls = String.format(Locale.ROOT, "%,d", summary.calls);
        String errors = String.format(Locale.ROOT, "%,d", summary.errors);
        text.add(Kind.DIM, name + " ".repeat(Math.max(0, COLUMN - name.length())));
        if (summary.timed() == 0) {
            text.add(row(calls, errors, "-", "-", "-", "-")).endLine();
            return;
        }
        text.add(row(
                calls,
                errors,
                Durations.ofNanos(summary.percentileNanos(0.5)),
                Durations.ofNanos(summary.percentileNanos(0.9)),
                Durations.ofNanos(summary.percentileNanos(0.99)),
                Durations.ofNanos(summary.maxNanos)));
        long timed = summary.timed();
        if (timed < summary.calls) {
            text.add(
                    Kind.DIM,
                    String.format(Locale.ROOT, "  timed: 1 of %,d", Math.round((double) summary.calls / timed)));
        }
        text.endLine();
    }

    private static String row(String... cells) {
        StringBuilder row = new StringBuilder();
        for (String cell : cells) {
            row.append(" ".repeat(Math.max(1, COLUMN - cell.length()))).append(cell);
        }
        return row.toString();
    }

    /** Returns a time of day, in this machine's zone. */
    public static String time(long millis) {
        return ExceptionText.time(millis).substring(0, "18:40:11".length());
    }
}
