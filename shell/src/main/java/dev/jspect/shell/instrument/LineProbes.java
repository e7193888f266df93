// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import dev.jspect.shell.instrument.ProbeCall.Argument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Tells the local variables wherever one of some lines begins. A line may begin in several places, a loop's for example: each with nothing on the stack is
 * one; where there is none such, the first. And what a method has of its own in them wherever it returns.
 */
final class LineProbes {
    private final String owner;
    private final boolean dynamic;
    private final ProbedMethod method;
    private final MethodNode code;
    private final MethodLocals locals;
    private final List<LineProbe> probes = new ArrayList<>();

    private record Place(AbstractInsnNode before, int line, boolean atReturn, List<LineProbe.Variable> variables) {}

    private LineProbes(String owner, boolean dynamic, ProbedMethod method, MethodNode code, MethodLocals locals) {
        this.owner = owner;
        this.dynamic = dynamic;
        this.method = method;
        this.code = code;
        this.locals = locals;
    }

    /** Puts the probes in, and returns what they tell. The code's frames are in their long form. */
    static List<LineProbe> insert(
            String owner, boolean dynamic, ProbedMethod method, MethodNode code, MethodLocals locals) {
        LineProbes lines = new LineProbes(owner, dynamic, method, code, locals);
        if (!method.lines().isEmpty() || method.locals()) {
            lines.insert();
        }
        return lines.probes;
    }

    private void insert() {
        List<LocalVariableNode> table = VisibleLocals.table(owner, code);
        Frame<BasicValue>[] frames = analyzed();
        VisibleLocals visible = VisibleLocals.of(code, table, frames);
        // All are looked for before anything is inserted: from then on the instructions have other numbers.
        List<Place> places = new ArrayList<>();
        places(frames)
                .forEach((before, line) ->
                        places.add(new Place(before, line, false, visible.at(code.instructions.indexOf(before)))));
        if (method.locals()) {
            addReturns(frames, visible, places);
        }
        int most = 0;
        for (Place place : places) {
            most = Math.max(most, insert(place));
        }
        code.maxStack += most + ProbeCall.STACK;
    }

    private void addReturns(@Nullable Frame<BasicValue>[] frames, VisibleLocals visible, List<Place> places) {
        int line = 0;
        for (AbstractInsnNode at : code.instructions) {
            line = at instanceof LineNumberNode begin ? begin.line : line;
            int index = code.instructions.indexOf(at);
            if (at.getOpcode() >= Opcodes.IRETURN && at.getOpcode() <= Opcodes.RETURN && frames[index] != null) {
                List<LineProbe.Variable> own = visible.at(index).stream()
                        .filter(variable -> variable.slot() >= locals.argumentSize())
                        .toList();
                places.add(new Place(at, line, true, own));
            }
        }
    }

    private Frame<BasicValue>[] analyzed() {
        try {
            return new Analyzer<>(new BasicInterpreter()).analyze(owner, code);
        } catch (AnalyzerException e) {
            throw new UnprobedCodeException("its code is not understood: " + e.getMessage());
        }
    }

    /** Finds where to insert, with the line there. */
    private Map<AbstractInsnNode, Integer> places(@Nullable Frame<BasicValue>[] frames) {
        Map<AbstractInsnNode, Integer> empty = new LinkedHashMap<>();
        Map<Integer, AbstractInsnNode> first = new LinkedHashMap<>();
        for (AbstractInsnNode at : code.instructions) {
            AbstractInsnNode begin = at instanceof LineNumberNode ? instruction(at) : null;
            if (begin == null || !method.lines().contains(((LineNumberNode) at).line)) {
                continue;
            }
            int line = ((LineNumberNode) at).line;
            Frame<BasicValue> frame = frames[code.instructions.indexOf(begin)];
            if (frame != null && frame.getStackSize() == 0) {
                empty.put(begin, line);
            }
            if (frame != null) {
                first.putIfAbsent(line, begin);
            }
        }
        first.forEach((line, begin) -> {
            if (!empty.containsValue(line)) {
                empty.put(begin, line);
            }
        });
        return empty;
    }

    private static @Nullable AbstractInsnNode instruction(AbstractInsnNode from) {
        AbstractInsnNode at = from;
        while (at != null && at.getOpcode() < 0) {
            at = at.getNext();
        }
        return at;
    }

    private int insert(Place place) {
        int index = probes.size() + (method.calls() ? 1 : 0);
        LineProbe probe = new LineProbe(method.probe(), index, place.line, place.atReturn, place.variables);
        probes.add(probe);
        List<Argument> arguments = new ArrayList<>();
        int size = 0;
        if (place.atReturn) {
            arguments.add(locals.token());
            size++;
        }
        for (LineProbe.Variable variable : place.variables) {
            Type type = Type.getType(variable.descriptor());
            arguments.add(new Argument(type, variable.slot()));
            size += type.getSize();
        }
        MethodNode call = new MethodNode();
        new ProbeCall(call, dynamic, method.probe())
                .call(place.atReturn ? ProbePoint.LOCALS : ProbePoint.LINE, probe.index(), arguments, Type.VOID_TYPE);
        AbstractInsnNode before = place.before.getOpcode() == Opcodes.NEW ? ownLabel(place.before) : place.before;
        code.instructions.insertBefore(before, call.instructions);
        return size;
    }

    /** Frames name an object that is not constructed yet by a label at its NEW: that gets one of its own, behind what is inserted. */
    private LabelNode ownLabel(AbstractInsnNode made) {
        LabelNode own = new LabelNode();
        List<AbstractInsnNode> former = new ArrayList<>();
        for (AbstractInsnNode at = made.getPrevious(); at != null && at.getOpcode() < 0; at = at.getPrevious()) {
            former.add(at);
        }
        for (AbstractInsnNode at : code.instructions) {
            if (at instanceof FrameNode frame) {
                replace(frame.local, former, own);
                replace(frame.stack, former, own);
            }
        }
        code.instructions.insertBefore(made, own);
        return own;
    }

    private static void replace(@Nullable List<Object> types, List<AbstractInsnNode> former, LabelNode own) {
        if (types != null) {
            types.replaceAll(type -> former.contains(type) ? own : type);
        }
    }
}
