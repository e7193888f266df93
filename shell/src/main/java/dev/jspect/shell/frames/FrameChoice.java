// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.frames;

import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSelector;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A frame as users name it: {@code worker-1:3}, {@code #21:0}, or without a depth for the innermost of the application.
 *
 * @param thread as {@link ThreadSelector} takes it
 * @param depth 0 for the innermost call, or null
 */
public record FrameChoice(String thread, @Nullable Integer depth) {
    private static final Pattern WITH_DEPTH = Pattern.compile("(.+):([0-9]{1,6})", Pattern.DOTALL);
    private static final int MOST_CANDIDATES = 10;

    /** How the threads of a session are named. */
    private static final String OURS = "jspect-";

    /**
     * A choice that was made.
     *
     * @param depth null for the innermost frame of the application
     */
    public record Chosen(ThreadSnapshot thread, @Nullable Integer depth) {}

    /** Reads what a user has typed. */
    public static FrameChoice parse(String typed) {
        Matcher matcher = WITH_DEPTH.matcher(typed);
        return matcher.matches()
                ? new FrameChoice(matcher.group(1), Integer.valueOf(matcher.group(2)))
                : new FrameChoice(typed, null);
    }

    /**
     * Finds the one thread that fits.
     *
     * @param byPart whether a part of a name will do where nothing else fits
     */
    public Chosen in(ThreadDump dump, boolean byPart) throws NoSuchFrameException {
        List<ThreadSnapshot> fitting = select(dump, thread);
        if (fitting.isEmpty() && depth != null) {
            // Names may end like this themselves.
            List<ThreadSnapshot> named = select(dump, thread + ":" + depth);
            if (named.size() == 1) {
                return new Chosen(named.get(0), null);
            }
        }
        if (fitting.isEmpty() && byPart && !thread.startsWith("#")) {
            fitting = select(dump, "*" + thread + "*");
        }
        if (fitting.isEmpty()) {
            throw new NoSuchFrameException("no thread fits '" + thread + "'", names(select(dump, "*")));
        }
        if (fitting.size() > 1) {
            throw new NoSuchFrameException(fitting.size() + " threads fit '" + thread + "'", names(fitting));
        }
        return new Chosen(fitting.get(0), depth);
    }

    private static List<ThreadSnapshot> select(ThreadDump dump, String selector) {
        List<ThreadSnapshot> java = new ArrayList<>();
        for (ThreadSnapshot thread :
                new ThreadSelector(List.of(selector)).select(dump).threads()) {
            if (isOfTarget(thread)) {
                java.add(thread);
            }
        }
        return java;
    }

    private static boolean isOfTarget(ThreadSnapshot thread) {
        return !thread.vm() && !thread.name().startsWith(OURS);
    }

    private static String names(List<ThreadSnapshot> threads) {
        String more = threads.size() > MOST_CANDIDATES ? ", and " + (threads.size() - MOST_CANDIDATES) + " more" : "";
        return threads.stream()
                .limit(MOST_CANDIDATES)
                .map(thread -> "\"" + thread.name() + "\" #" + thread.id())
                .collect(Collectors.joining(", ", "", more));
    }
}
