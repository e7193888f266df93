// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import dev.jspect.protocol.FrameCapture;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.LocalVariable;
import dev.jspect.protocol.MethodFacts;
import dev.jspect.protocol.ThreadCapture;
import dev.jspect.protocol.ValueTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of the captured values are shown: a value is exact, or there is a word in its place. Keeps what it has found
 * out about a method, within one session. For one thread.
 */
public final class LocalsJudge {
    /** As many variables as one number of {@code FramesRequest.live} has bits for. */
    private static final int BITS = Long.SIZE;

    /** The label of what did not fit into the pause. */
    public static final String OUT_OF_BUDGET = "pause budget";

    private static final String NOT_LIVE = "not live";
    private static final String NOT_CERTAIN = "not certain";

    private final ClassFileLookup classFiles;
    private final Map<Long, Known> known = new HashMap<>();
    private final Map<Long, DeclaredVariables> declared = new HashMap<>();

    /** What is known of a method with this code: a redefined class may have another for it. */
    private record Known(MethodFacts method, MethodLiveness liveness, boolean handlersKnown) {}

    public LocalsJudge(ClassFileLookup classFiles) {
        this.classFiles = classFiles;
    }

    /**
     * Says which variables are worth reading on stacks like these.
     *
     * @param stacks captured a moment before
     * @return as {@code FramesRequest.live} has it
     */
    public long[] live(FramesCapture stacks, boolean allFrames) {
        Map<Long, Set<Integer>> places = new LinkedHashMap<>();
        Map<Long, MethodFacts> methods = new HashMap<>();
        int count = 0;
        for (ThreadCapture thread : stacks.threads) {
            for (FrameCapture frame : thread.frames) {
                MethodFacts method = stacks.methods.get(frame.method);
                if (frame.bci >= 0 && (allFrames || method.origin == MethodFacts.APPLICATION)) {
                    methods.put(method.id, method);
                    count += places.computeIfAbsent(method.id, id -> new TreeSet<>())
                                    .add(frame.bci)
                            ? 1
                            : 0;
                }
            }
        }
        long[] numbers = new long[count * 3];
        int next = 0;
        for (Map.Entry<Long, Set<Integer>> place : places.entrySet()) {
            MethodFacts method = methods.getOrDefault(place.getKey(), stacks.methods.get(0));
            for (int bci : place.getValue()) {
                numbers[next++] = place.getKey();
                numbers[next++] = bci;
                numbers[next++] = liveAt(method, bci);
            }
        }
        return numbers;
    }

    private long liveAt(MethodFacts method, int bci) {
        Known judge = known(method);
        long live = 0;
        for (int i = 0; i < Math.min(BITS, method.variables.size()); i++) {
            LocalVariable variable = method.variables.get(i);
            // Without the handlers, what looks dead may live.
            boolean wanted = variable.coversBci(bci)
                    && (!judge.handlersKnown || judge.liveness.verdict(variable, bci) == Verdict.LIVE);
            live |= wanted ? 1L << i : 0;
        }
        return live;
    }

    private Known known(MethodFacts method) {
        Known before = known.get(method.id);
        if (before != null && Arrays.equals(before.method.code, method.code)) {
            return before;
        }
        byte[] classFile = method.origin == MethodFacts.APPLICATION ? classFiles.classFile(method) : null;
        List<Handler> handlers = classFile == null ? null : Handlers.find(classFile, method);
        Known now = new Known(method, MethodLiveness.of(method, handlers), handlers != null);
        known.put(method.id, now);
        return now;
    }

    /** Returns the variables of a frame, or null for one whose variables nobody asked for. */
    public @Nullable FrameLocals locals(FramesCapture capture, FrameCapture frame) {
        MethodFacts method = capture.methods.get(frame.method);
        return switch (frame.outcome) {
            case FrameCapture.NOT_ASKED -> null;
            case FrameCapture.OUT_OF_BUDGET -> new FrameLocals(List.of(), OUT_OF_BUDGET);
            case FrameCapture.RESUMED_TOO_EARLY -> new FrameLocals(List.of(), "resumed too early");
            case FrameCapture.NOT_REACHABLE ->
                new FrameLocals(List.of(), "virtual threads need access to local variables");
            case FrameCapture.NO_ROOM -> new FrameLocals(List.of(), "too much for one answer");
            case FrameCapture.NOT_TAKEN -> new FrameLocals(List.of(), "not read when it was constructed");
            case FrameCapture.OBSOLETE -> new FrameLocals(List.of(), "its class was redefined meanwhile");
            default ->
                new FrameLocals(
                        judged(capture, frame).stream()
                                .map(JudgedVariable::variable)
                                .toList(),
                        lacksNames(method) ? reasonForNoNames(capture) : null);
        };
    }

    /** Without access to them there are no names, either, whatever the class has. */
    private static String reasonForNoNames(FramesCapture capture) {
        return capture.how == FramesCapture.REFERENCES ? "need access to local variables" : "no debug info";
    }

    /** Returns the same variables with their indexes; none for a frame whose variables were not read. */
    public List<JudgedVariable> judged(FramesCapture capture, FrameCapture frame) {
        MethodFacts method = capture.methods.get(frame.method);
        DeclaredVariables declared = declared(method);
        List<JudgedVariable> variables = new ArrayList<>(frame.variables.length);
        for (int i : declared.order(frame.variables)) {
            int index = frame.variables[i];
            ValueTree value = frame.values.get(i);
            Variable judged = judged(method, declared, index, frame, value);
            variables.add(new JudgedVariable(index, judged, value.className));
        }
        return variables;
    }

    /** Many threads stand in the same method: what it declares is read once in a capture. */
    private DeclaredVariables declared(MethodFacts method) {
        DeclaredVariables before = declared.get(method.id);
        if (before != null && before.isOf(method)) {
            return before;
        }
        DeclaredVariables now = DeclaredVariables.of(method);
        declared.put(method.id, now);
        return now;
    }

    private Variable judged(
            MethodFacts method, DeclaredVariables declared, int index, FrameCapture frame, ValueTree value) {
        LocalVariable variable = method.variables.get(index);
        String type = declared.type(index);
        boolean argument = declared.isArgument(index);
        String missing = missing(method, variable, frame, value);
        if (ValueTree.NULL_OR_OPTIMIZED_AWAY.equals(missing)
                && known(method).liveness.isNull(variable, frame.bci)) {
            return new Variable(variable.name, type, argument, ValueTree.ofNull(), null);
        }
        return new Variable(variable.name, type, argument, missing == null ? value : null, missing);
    }

    /** Returns why a value must not be shown, or null. */
    private @Nullable String missing(MethodFacts method, LocalVariable variable, FrameCapture frame, ValueTree value) {
        // What is known of an object without its content is a value.
        String reason = value.kind == ValueTree.MISSING && value.className == null ? value.notCaptured : null;
        if (frame.bci < 0) {
            // The receiver of a native method: the VM keeps it.
            return reason;
        }
        Known judge = known(method);
        return switch (judge.liveness.verdict(variable, frame.bci)) {
            case LIVE -> reason;
            case HELD -> reason != null || isZero(value) ? NOT_LIVE : null;
            case UNKNOWN -> judge.liveness.isDead(variable, frame.bci) ? NOT_LIVE : NOT_CERTAIN;
        };
    }

    private static boolean isZero(ValueTree value) {
        return value.kind == ValueTree.NULL
                || (value.kind >= ValueTree.BOOLEAN
                        && value.kind <= ValueTree.CHAR
                        && value.className == null
                        && value.bits == 0);
    }

    /** Says whether there are variables that the class does not name. */
    private boolean lacksNames(MethodFacts method) {
        return !method.hasVariableTable
                && method.origin == MethodFacts.APPLICATION
                && known(method).liveness.hasMoreThanParameters();
    }
}
