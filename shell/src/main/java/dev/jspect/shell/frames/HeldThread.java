// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.frames;

import dev.jspect.protocol.FrameCapture;
import dev.jspect.protocol.HeldFrames;
import dev.jspect.protocol.LocalVariable;
import dev.jspect.protocol.MethodFacts;
import dev.jspect.protocol.ThreadCapture;
import dev.jspect.shell.engine.FrameVariables;
import dev.jspect.shell.engine.FrameVariables.Held;
import dev.jspect.shell.locals.JudgedVariable;
import dev.jspect.shell.locals.LocalsJudge;
import dev.jspect.shell.locals.Variable;
import dev.jspect.shell.source.SourceLookup;
import dev.jspect.shell.threads.StackFrame;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A thread as it was captured, while the target keeps what its variables held. */
public final class HeldThread {
    private static final String EXCEPTION = "e";
    private static final String TAKEN_EXCEPTION = "$e";

    private final ThreadSnapshot known;
    private final HeldFrames held;
    private final ThreadCapture thread;
    private final LocalsJudge judge;
    private final ThreadSnapshot snapshot;
    private final int depth;
    private final long earlierNanos;
    private final @Nullable String thrown;

    HeldThread(
            ThreadSnapshot known,
            HeldFrames held,
            ThreadCapture thread,
            LocalsJudge judge,
            int depth,
            long earlierNanos,
            @Nullable String thrown) {
        this.known = known;
        this.held = held;
        this.thread = thread;
        this.judge = judge;
        this.depth = depth;
        this.earlierNanos = earlierNanos;
        this.thrown = thrown;
        this.snapshot = new ThreadDump(Instant.now(), "", List.of(known), List.of(), false)
                .withLocals(held.capture, judge, SourceLookup.NONE)
                .threads()
                .get(0);
    }

    /**
     * Makes one of a captured exception, whose innermost frame of the application is chosen. The exception itself is a variable of each of
     * its frames: {@code e}, or {@code $e} where one of that name is in scope, as where it is thrown for another that was caught.
     *
     * @param known the thread as it was captured
     * @param held what the target keeps of it
     * @param thrown the exception's class
     * @throws NoSuchFrameException when there are no frames, or not those that are known
     */
    public static HeldThread ofException(ThreadSnapshot known, HeldFrames held, LocalsJudge judge, String thrown)
            throws NoSuchFrameException {
        if (held.capture.threads.size() != 1
                || held.capture.threads.get(0).frames.isEmpty()
                || held.capture.threads.get(0).frames.size() != known.frames().size()) {
            throw new NoSuchFrameException("the exception has no frames to go into", null).nothingHeld();
        }
        ThreadCapture thread = held.capture.threads.get(0);
        return new HeldThread(known, held, thread, judge, held.capture.innermostOfApplication(thread), 0, thrown);
    }

    /** Returns how messages name the thread. */
    public String label() {
        return MissingFrame.label(known);
    }

    /** Returns the thread with its frames and what is shown of their variables. */
    public ThreadSnapshot snapshot() {
        return snapshot;
    }

    /** Returns the frame that was chosen. */
    public StackFrame frame() {
        return snapshot.frames().get(depth);
    }

    /** Returns where that frame stands, as stack traces say it. */
    public String place() {
        StackFrame frame = frame();
        int line = frame.nativeMethod() ? -2 : frame.line();
        return new StackTraceElement(frame.className(), frame.methodName(), frame.file(), line).toString();
    }

    /** Returns the depth of the frame that was chosen. */
    public int depth() {
        return depth;
    }

    /** Returns what was captured, and what for. */
    public HeldFrames held() {
        return held;
    }

    /** Returns for how long the thread had been stopped before, to get ready. */
    public long earlierNanos() {
        return earlierNanos;
    }

    /** Returns the number of the loader of a frame's class; 0 where that says nothing: for classes of the JDK. */
    public int loader(int frameDepth) {
        int method = thread.frames.get(frameDepth).method;
        return held.capture.methods.get(method).origin == MethodFacts.APPLICATION ? held.loaders[method] : 0;
    }

    /** Returns a frame's variables, for the engine. */
    public FrameVariables variables(int frameDepth) {
        FrameCapture frame = thread.frames.get(frameDepth);
        MethodFacts method = held.capture.methods.get(frame.method);
        StackFrame shown = snapshot.frames().get(frameDepth);
        List<Held> values = new ArrayList<>();
        Map<String, String> missing = new HashMap<>();
        String at = " at " + place(shown);
        boolean taken = false;
        for (LocalVariable variable : method.variables) {
            missing.put(variable.name, variable.name + " has no value" + at + ": not in scope");
        }
        for (JudgedVariable judged : judge.judged(held.capture, frame)) {
            LocalVariable variable = method.variables.get(judged.index());
            taken |= variable.name.equals(EXCEPTION);
            if (judged.hasValue()) {
                values.add(new Held(
                        judged.index(), variable.name, variable.descriptor, variable.signature, judged.valueClass()));
            } else {
                String reason = Objects.requireNonNull(judged.variable().notCaptured());
                missing.put(variable.name, variable.name + " has no value" + at + ": " + reason);
            }
        }
        values.forEach(value -> missing.remove(value.name()));
        addException(taken, method, values, missing);
        addOthers(frameDepth, values, missing);
        return new FrameVariables(frameDepth, values, missing, unnamed(method, shown));
    }

    private void addException(boolean taken, MethodFacts method, List<Held> values, Map<String, String> missing) {
        if (thrown != null) {
            String name = taken ? TAKEN_EXCEPTION : EXCEPTION;
            String descriptor = 'L' + thrown.replace('.', '/') + ';';
            values.add(new Held(method.variables.size(), name, descriptor, null, thrown));
            missing.remove(name);
        }
    }

    /** Who is in the wrong frame is told the right one. */
    private void addOthers(int frameDepth, List<Held> values, Map<String, String> missing) {
        Set<String> known = new HashSet<>();
        values.forEach(value -> known.add(value.name()));
        for (StackFrame other : snapshot.frames()) {
            FrameCapture frame = thread.frames.get(other.depth());
            if (other.depth() != frameDepth
                    && held.capture.methods.get(frame.method).origin == MethodFacts.APPLICATION
                    && other.locals() != null) {
                for (Variable variable : other.locals().variables()) {
                    String name = variable.name();
                    if (variable.value() != null && !known.contains(name)) {
                        missing.putIfAbsent(name, name + " is a variable of frame " + other.depth());
                    }
                }
            }
        }
    }

    private static @Nullable String unnamed(MethodFacts method, StackFrame frame) {
        if (Modifier.isNative(method.access)) {
            return frame.methodName() + " is a native method: its variables cannot be read";
        }
        if (!method.hasVariableTable
                && (frame.locals() == null || frame.locals().notCaptured() != null)) {
            return "its class has no names of local variables: javac gives them with -g";
        }
        return frame.locals() == null || frame.locals().notCaptured() == null
                ? null
                : "its variables were not read: " + frame.locals().notCaptured();
    }

    private static String place(StackFrame frame) {
        return frame.file() == null || frame.line() < 0
                ? frame.className() + "." + frame.methodName()
                : frame.file() + ":" + frame.line();
    }
}
