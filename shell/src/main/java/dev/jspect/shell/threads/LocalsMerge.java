// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import dev.jspect.protocol.FrameCapture;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.MethodFacts;
import dev.jspect.protocol.ThreadCapture;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.locals.FrameLocals;
import dev.jspect.shell.locals.LocalsJudge;
import dev.jspect.shell.source.SourceLookup;
import dev.jspect.shell.values.DocumentIds;
import dev.jspect.shell.values.PlacedValues;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins a capture of local variables with HotSpot's dump of the same threads, taken right before. The capture's stacks are
 * the ones that the variables belong to. A thread that stood at the same place in both keeps what only the dump tells, its
 * locks among it; one that has moved does not: its stack is the capture's, and of its locks nothing is said.
 */
final class LocalsMerge {
    private final ThreadDump dump;
    private final FramesCapture capture;
    private final LocalsJudge judge;
    private final SourceLookup sources;

    LocalsMerge(ThreadDump dump, FramesCapture capture, LocalsJudge judge, SourceLookup sources) {
        this.dump = dump;
        this.capture = capture;
        this.judge = judge;
        this.sources = sources;
    }

    ThreadDump merged() {
        Map<Long, ThreadCapture> captured = new HashMap<>();
        for (ThreadCapture thread : capture.threads) {
            captured.put(thread.id, thread);
        }
        List<ThreadSnapshot> threads = new ArrayList<>();
        for (ThreadSnapshot thread : dump.threads()) {
            ThreadCapture own = thread.id() == 0 ? null : captured.remove(thread.id());
            if (!thread.name().startsWith(ThreadDump.OURS)) {
                threads.add(own == null ? thread : joined(thread, own));
            }
        }
        for (ThreadCapture thread : capture.threads) {
            if (captured.containsKey(thread.id) && !thread.name.startsWith(ThreadDump.OURS)) {
                threads.add(alone(thread));
            }
        }
        return new ThreadDump(dump.takenAt(), dump.jvm(), whole(threads), dump.deadlocks(), dump.truncated());
    }

    /** An object is written out once in a capture: where that is in a thread of ours, of a session that is about to end, it is put where it comes next. */
    private List<ThreadSnapshot> whole(List<ThreadSnapshot> threads) {
        List<ValueTree> values = new ArrayList<>();
        for (ThreadCapture thread : capture.threads) {
            if (thread.name.startsWith(ThreadDump.OURS)) {
                alone(thread).addValues(values);
            }
        }
        if (values.isEmpty()) {
            return threads;
        }
        threads.forEach(thread -> thread.addValues(values));
        PlacedValues placed = new PlacedValues(DocumentIds.of(values));
        return threads.stream().map(thread -> thread.withValues(placed::of)).toList();
    }

    private ThreadSnapshot joined(ThreadSnapshot thread, ThreadCapture own) {
        if (own.frameCount == ThreadCapture.NOT_READ) {
            ThreadDraft unread = new ThreadDraft(thread);
            unread.localsNotRead = LocalsJudge.OUT_OF_BUDGET;
            return unread.snapshot();
        }
        List<StackFrame> frames = frames(own);
        boolean stood = sameCode(thread.frames(), frames) && mayBeTheSame(thread.waitingOn(), own.blocker);
        ThreadDraft joined = new ThreadDraft(thread);
        joined.name = thread.virtual() ? own.name : thread.name();
        joined.waitingOn = stood ? thread.waitingOn() : null;
        joined.synchronizers = stood ? thread.synchronizers() : List.of();
        return captured(joined, own, stood ? withDetails(thread.frames(), frames) : frames);
    }

    private ThreadSnapshot alone(ThreadCapture own) {
        ThreadDraft alone = new ThreadDraft();
        alone.id = own.id;
        alone.name = own.name;
        alone.daemon = own.virtual;
        alone.virtual = own.virtual;
        return captured(alone, own, frames(own));
    }

    private static ThreadSnapshot captured(ThreadDraft thread, ThreadCapture own, List<StackFrame> frames) {
        thread.state = JvmtiState.of(own.state);
        thread.frames = frames;
        thread.blocker = own.blocker;
        thread.framesLeftOut = own.frameCount - own.frames.size();
        return thread.snapshot();
    }

    private List<StackFrame> frames(ThreadCapture thread) {
        List<StackFrame> frames = new ArrayList<>(thread.frames.size());
        for (FrameCapture frame : thread.frames) {
            MethodFacts method = capture.methods.get(frame.method);
            int line = line(method, frame.bci);
            FrameLocals locals = judge.locals(capture, frame);
            frames.add(new StackFrame(
                    frames.size(),
                    method.className,
                    method.name,
                    method.descriptor,
                    method.sourceFile,
                    line,
                    Modifier.isNative(method.access),
                    null,
                    null,
                    List.of(),
                    frame.bci,
                    locals,
                    locals == null ? null : sources.find(method, line)));
        }
        return frames;
    }

    private static int line(MethodFacts method, int bci) {
        int line = -1;
        int start = -1;
        for (int i = 0; i + 1 < method.lines.length; i += 2) {
            if (method.lines[i] <= bci && method.lines[i] > start) {
                start = method.lines[i];
                line = method.lines[i + 1];
            }
        }
        return line;
    }

    /** A dump shows no more than 1024 frames, a capture no more than was asked for. */
    private static boolean sameCode(List<StackFrame> dumped, List<StackFrame> captured) {
        int common = Math.min(dumped.size(), captured.size());
        for (int i = 0; i < common; i++) {
            if (!dumped.get(i).sameCode(captured.get(i))) {
                return false;
            }
        }
        return common > 0 || dumped.size() == captured.size();
    }

    /** A thread that went round its loop may stand at the same code for another object, which its class may tell. */
    private static boolean mayBeTheSame(@Nullable AwaitedLock dumped, @Nullable ValueTree captured) {
        LockRef lock = dumped == null ? null : dumped.lock();
        return lock == null
                || captured == null
                || captured.className == null
                || lock.className().equals(captured.className);
    }

    private static List<StackFrame> withDetails(List<StackFrame> dumped, List<StackFrame> captured) {
        List<StackFrame> frames = new ArrayList<>(captured.size());
        for (int i = 0; i < captured.size(); i++) {
            StackFrame own = captured.get(i);
            frames.add(i < dumped.size() ? dumped.get(i).withCapture(own) : own);
        }
        return frames;
    }
}
