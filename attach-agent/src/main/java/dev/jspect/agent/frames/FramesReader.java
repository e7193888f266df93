// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.frames;

import dev.jspect.agent.modules.JavaRelease;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.FramesRequest;
import dev.jspect.protocol.Protocol;
import java.util.List;

/** Answers requests for frames. Called by the session's thread. */
public final class FramesReader {
    private static final long MILLI = 1_000_000;

    /** By how much later than the pause should end the watchdog ends it. */
    private static final long GRACE_MILLIS = 300;

    /** So many threads help to suspend. */
    private static final int HELPERS = 3;

    private final FrameSource source;

    public FramesReader(FrameSource source) {
        this.source = source;
    }

    /** Stops the threads that are asked for, for as long as is allowed, and returns what was read. */
    public FramesCapture read(FramesRequest request, ValueSource values) {
        long[] total = new long[1];
        return cut(request, values, total, false, false).capture(leftOut(request, total));
    }

    /**
     * Does the same for one variable of each frame of the application: that which holds the task of an executor's thread.
     *
     * @param request whose application is the executors
     */
    FramesCapture readTasks(FramesRequest request, ValueSource values) {
        return cut(request, values, new long[1], false, true).capture(0);
    }

    /** Does the same for one thread, and returns the values themselves, too. */
    public HeldCut hold(FramesRequest request, ValueSource values) {
        long[] total = new long[1];
        Cut cut = cut(request, values, total, true, false);
        return cut.held(cut.capture(leftOut(request, total)));
    }

    private Cut cut(FramesRequest request, ValueSource values, long[] total, boolean holds, boolean tasksOnly) {
        List<?> virtual = request.maxVirtualThreads == 0 ? null : virtualThreads(request.maxVirtualThreads, total);
        Object[] parts = source.take(
                attendants(request),
                JavaRelease.platformLoader(),
                virtual == null ? null : virtual.toArray(),
                ids(request),
                prefixes(request.applicationPrefixes),
                request.live.length == 0 ? null : request.live,
                new long[] {
                    request.maxFrames,
                    request.allFrames ? 1 : 0,
                    request.documentedOnly ? 1 : 0,
                    request.pauseMillis * MILLI,
                    (request.pauseMillis + GRACE_MILLIS) * MILLI,
                    request.stacksOnly ? 1 : 0,
                    tasksOnly ? 1 : 0
                });
        return new Cut(parts, values, holds);
    }

    private static Thread[] attendants(FramesRequest request) {
        boolean helped = JavaRelease.suspendsConcurrently() && !request.stacksOnly;
        Thread[] attendants = new Thread[1 + (helped ? HELPERS : 0)];
        for (int i = 0; i < attendants.length; i++) {
            attendants[i] = new Thread(null, null, i == 0 ? "jspect-watchdog" : "jspect-suspender-" + i, 0);
            attendants[i].setDaemon(true);
            attendants[i].setContextClassLoader(null);
        }
        return attendants;
    }

    private static int leftOut(FramesRequest request, long[] total) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, total[0] - request.maxVirtualThreads));
    }

    private List<?> virtualThreads(int most, long[] total) {
        try {
            return source.virtualThreads(Class.forName("java.lang.VirtualThread", false, null), most, total);
        } catch (ClassNotFoundException e) {
            // Before JDK 19 there are none.
            return null;
        }
    }

    private static long[] ids(FramesRequest request) {
        if (request.threadIds.isEmpty()) {
            return null;
        }
        long[] ids = new long[request.threadIds.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = request.threadIds.get(i);
        }
        return ids;
    }

    static byte[][] prefixes(List<String> names) {
        byte[][] prefixes = new byte[names.size()][];
        for (int i = 0; i < prefixes.length; i++) {
            prefixes[i] = Protocol.utf8('L' + names.get(i).replace('.', '/'));
        }
        return prefixes;
    }
}
