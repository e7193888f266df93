// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.frames;

import dev.jspect.protocol.FrameCapture;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.FramesRequest;
import dev.jspect.protocol.MethodFacts;
import dev.jspect.protocol.ThreadCapture;
import dev.jspect.protocol.ValueBounds;
import dev.jspect.protocol.ValueTree;
import dev.jspect.protocol.WantedTasks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tasks that threads of executors ran when they stood still, from the frames of the methods that run them. */
public final class TaskFrames {
    /** The VM takes room for so many of each thread at once. */
    private static final int DEEPEST = 1024;

    private static final String WAITING = "getTask";
    private static final String NOT_READ = "not read: the pause would have been too long";
    private static final String NOT_FOUND = "not read: too many frames";

    private final List<Object> objects = new ArrayList<Object>();
    private final Map<Long, Object> tasks = new HashMap<Long, Object>();
    private final Map<Long, String> unknown = new HashMap<Long, String>();
    private final Set<String> runners;
    private final FramesCapture capture;

    private TaskFrames(FramesReader reader, WantedTasks wanted, List<Long> threadIds, ValueBounds bounds) {
        runners = new HashSet<String>(wanted.runners);
        capture = reader.readTasks(
                new FramesRequest(
                        threadIds,
                        DEEPEST,
                        0,
                        false,
                        false,
                        classes(wanted.runners),
                        wanted.pauseMillis,
                        false,
                        new long[0],
                        bounds),
                new Numbered());
        for (ThreadCapture thread : capture.threads) {
            read(thread);
        }
    }

    /**
     * Stops threads for as long as is allowed, and reads what they run.
     *
     * @param threadIds empty for all
     */
    public static TaskFrames read(FramesReader reader, WantedTasks wanted, List<Long> threadIds, ValueBounds bounds) {
        return new TaskFrames(reader, wanted, threadIds, bounds);
    }

    /** Values by their numbers: they are told later, with all else. */
    private final class Numbered implements ValueSource {
        @Override
        public ValueTree read(String name, Object value) {
            objects.add(value);
            return ValueTree.ofPrimitive(ValueTree.INT, objects.size() - 1, null);
        }

        @Override
        public ValueTree readPrimitive(String name, char type, long bits) {
            return read(name, null);
        }
    }

    /** With what ends a signature: not those whose names only begin so. */
    private static List<String> classes(List<String> runners) {
        Set<String> classes = new HashSet<String>();
        for (String runner : runners) {
            classes.add(runner.substring(0, runner.lastIndexOf('.')) + ';');
        }
        return new ArrayList<String>(classes);
    }

    /** The innermost one: a task may run another. */
    private void read(ThreadCapture thread) {
        if (thread.frameCount == ThreadCapture.NOT_READ) {
            unknown.put(thread.id, NOT_READ);
            return;
        }
        for (int depth = 0; depth < thread.frames.size(); depth++) {
            FrameCapture frame = thread.frames.get(depth);
            MethodFacts method = capture.methods.get(frame.method);
            if (runners.contains(method.className + '.' + method.name)) {
                if (depth == 0 || !waits(method, capture.methods.get(thread.frames.get(depth - 1).method))) {
                    read(thread.id, frame);
                }
                return;
            }
        }
        if (thread.frames.size() < thread.frameCount) {
            unknown.put(thread.id, NOT_FOUND);
        }
    }

    /** Between two tasks there is none, whatever its variable holds. */
    private static boolean waits(MethodFacts runner, MethodFacts called) {
        return called.name.equals(WAITING) && called.className.equals(runner.className);
    }

    private void read(long thread, FrameCapture frame) {
        ValueTree value = frame.values.isEmpty() ? null : frame.values.get(0);
        if (frame.outcome != FrameCapture.READ) {
            unknown.put(thread, NOT_READ);
        } else if (value != null && value.kind != ValueTree.MISSING) {
            tasks.put(thread, objects.get((int) value.bits));
        } else if (value != null) {
            unknown.put(thread, value.notCaptured);
        }
    }

    /** Returns the tasks by the threads' numbers; null where a thread waits for one. */
    public Map<Long, Object> byThread() {
        return Collections.unmodifiableMap(tasks);
    }

    /** Returns why it is not known what threads run, by their numbers. */
    public Map<Long, String> unknown() {
        return Collections.unmodifiableMap(unknown);
    }

    /** Returns for how long threads stood still, in nanoseconds. */
    public long pausedNanos() {
        return capture.pausedNanos;
    }

    /** Returns why they could not be made to stand still, or not be read by the usual means; null when they could. */
    public String reason() {
        return capture.reason;
    }
}
