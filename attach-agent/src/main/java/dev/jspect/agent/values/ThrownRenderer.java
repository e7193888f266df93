// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import dev.jspect.protocol.ThrownText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Renders what a snippet threw. Runs the application's {@code getMessage}: only in the evaluation's thread. */
public final class ThrownRenderer {
    private static final int MAX_MESSAGE = 10_000;

    private ThrownRenderer() {}

    /**
     * Renders an exception and its causes.
     *
     * @param unresolvedSnippet as {@link ThrownText#unresolvedSnippet}
     */
    public static ThrownText render(Throwable thrown, int unresolvedSnippet) {
        return render(thrown, unresolvedSnippet, 0);
    }

    private static ThrownText render(Throwable thrown, int unresolvedSnippet, int depth) {
        StackTraceElement[] all = thrown.getStackTrace();
        List<StackTraceElement> frames = new ArrayList<StackTraceElement>(
                Arrays.asList(all).subList(0, Math.min(all.length, ThrownText.MAX_FRAMES)));
        Throwable cause = thrown.getCause();
        return new ThrownText(
                thrown.getClass().getName(),
                messageOf(thrown),
                unresolvedSnippet,
                frames,
                all.length,
                cause == null || depth == ThrownText.MAX_CAUSES ? null : render(cause, ThrownText.RESOLVED, depth + 1));
    }

    private static String messageOf(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            if (message == null) {
                return null;
            }
            String safe = new Secrets(Collections.<String>emptyList()).redactBeginning(message, MAX_MESSAGE);
            return message.length() <= MAX_MESSAGE && safe.length() <= MAX_MESSAGE
                    ? safe
                    : safe.substring(0, Math.min(safe.length(), MAX_MESSAGE)) + "...";
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return "(its getMessage threw " + e.getClass().getName() + ")";
        }
    }
}
