// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Which local variables may be read where: those of which both the table of variables says that they are in scope, and the verifier knows the type. Without
 * a table, {@code this} and the parameters.
 */
final class VisibleLocals {
    private static final Object REFERENCE = "";

    private final MethodNode code;
    private final List<LocalVariableNode> table;
    /** What each slot holds before each instruction; null: nobody can tell. */
    private final Object[] @Nullable [] states;

    private VisibleLocals(MethodNode code, List<LocalVariableNode> table, Object[] @Nullable [] states) {
        this.code = code;
        this.table = table;
        this.states = states;
    }

    /**
     * Returns a method's table of variables; makes one of {@code this} and the parameters where it has none.
     *
     * @param owner the class's internal name
     */
    static List<LocalVariableNode> table(String owner, MethodNode code) {
        if (code.localVariables != null && !code.localVariables.isEmpty()) {
            return code.localVariables;
        }
        LabelNode begin = new LabelNode();
        LabelNode end = new LabelNode();
        code.instructions.insert(begin);
        code.instructions.add(end);
        List<LocalVariableNode> table = new ArrayList<>();
        int slot = 0;
        if ((code.access & Opcodes.ACC_STATIC) == 0) {
            table.add(new LocalVariableNode("this", "L" + owner + ";", null, begin, end, slot++));
        }
        int number = 1;
        for (Type type : Type.getArgumentTypes(code.desc)) {
            table.add(new LocalVariableNode("arg" + number++, type.getDescriptor(), null, begin, end, slot));
            slot += type.getSize();
        }
        return table;
    }

    /**
     * Looks through a method.
     *
     * @param analyzed what data flow alone says, for code without frames
     */
    static VisibleLocals of(MethodNode code, List<LocalVariableNode> table, @Nullable Frame<BasicValue>[] analyzed) {
        for (AbstractInsnNode at : code.instructions) {
            if (at instanceof FrameNode) {
                return new VisibleLocals(code, table, states(code));
            }
        }
        return new VisibleLocals(code, table, states(code, analyzed));
    }

    /** A verifier that has no frames follows the flow, too. */
    private static Object[] @Nullable [] states(MethodNode code, @Nullable Frame<BasicValue>[] analyzed) {
        Object[] @Nullable [] states = new Object[analyzed.length][];
        AbstractInsnNode superCall = code.name.equals("<init>") ? SuperCall.in(code) : null;
        int constructed = superCall == null ? -1 : code.instructions.indexOf(superCall);
        for (int i = 0; i < states.length; i++) {
            Frame<BasicValue> frame = analyzed[i];
            if (frame != null) {
                Object[] state = new Object[code.maxLocals];
                for (int slot = 0; slot < state.length; slot++) {
                    Type type = frame.getLocal(slot).getType();
                    state[slot] = type == null ? Opcodes.TOP : kind(type);
                }
                if (i <= constructed) {
                    state[0] = Opcodes.UNINITIALIZED_THIS;
                }
                states[i] = state;
            }
        }
        return states;
    }

    /** Follows the code as the verifier does: from frame to frame, each store changes what a slot holds. */
    private static Object[] @Nullable [] states(MethodNode code) {
        Object[] @Nullable [] states = new Object[code.instructions.size()][];
        AbstractInsnNode superCall = code.name.equals("<init>") ? SuperCall.in(code) : null;
        Object[] state = initial(code, superCall != null);
        int at = 0;
        for (AbstractInsnNode instruction : code.instructions) {
            if (instruction instanceof FrameNode frame) {
                state = ofFrame(frame, code.maxLocals);
            }
            states[at++] = state;
            if (state == null) {
                continue;
            }
            if (instruction instanceof VarInsnNode variable && isStore(instruction.getOpcode())) {
                state = state.clone();
                store(state, variable.var, kindOfStore(instruction.getOpcode()));
            } else if (instruction == superCall) {
                state = state.clone();
                state[0] = REFERENCE;
            } else if (endsFlow(instruction.getOpcode())) {
                state = null;
            }
        }
        return states;
    }

    private static Object[] initial(MethodNode code, boolean unconstructed) {
        Object[] state = new Object[code.maxLocals];
        Arrays.fill(state, Opcodes.TOP);
        int slot = 0;
        if ((code.access & Opcodes.ACC_STATIC) == 0) {
            state[slot++] = unconstructed ? Opcodes.UNINITIALIZED_THIS : REFERENCE;
        }
        for (Type type : Type.getArgumentTypes(code.desc)) {
            store(state, slot, kind(type));
            slot += type.getSize();
        }
        return state;
    }

    private static Object[] ofFrame(FrameNode frame, int size) {
        Object[] state = new Object[size];
        Arrays.fill(state, Opcodes.TOP);
        int slot = 0;
        for (Object type : frame.local) {
            store(state, slot, type instanceof String ? REFERENCE : type);
            slot += type == Opcodes.LONG || type == Opcodes.DOUBLE ? 2 : 1;
        }
        return state;
    }

    private static void store(Object[] state, int slot, Object kind) {
        if (slot > 0 && (state[slot - 1] == Opcodes.LONG || state[slot - 1] == Opcodes.DOUBLE)) {
            state[slot - 1] = Opcodes.TOP;
        }
        state[slot] = kind;
        if (kind == Opcodes.LONG || kind == Opcodes.DOUBLE) {
            state[slot + 1] = Opcodes.TOP;
        }
    }

    private static boolean isStore(int opcode) {
        return opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE;
    }

    private static Object kindOfStore(int opcode) {
        return switch (opcode) {
            case Opcodes.ISTORE -> Opcodes.INTEGER;
            case Opcodes.LSTORE -> Opcodes.LONG;
            case Opcodes.FSTORE -> Opcodes.FLOAT;
            case Opcodes.DSTORE -> Opcodes.DOUBLE;
            default -> REFERENCE;
        };
    }

    private static boolean endsFlow(int opcode) {
        return (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN)
                || opcode == Opcodes.ATHROW
                || opcode == Opcodes.GOTO
                || opcode == Opcodes.TABLESWITCH
                || opcode == Opcodes.LOOKUPSWITCH
                || opcode == Opcodes.RET;
    }

    private static Object kind(Type type) {
        return switch (type.getSort()) {
            case Type.LONG -> Opcodes.LONG;
            case Type.FLOAT -> Opcodes.FLOAT;
            case Type.DOUBLE -> Opcodes.DOUBLE;
            case Type.OBJECT, Type.ARRAY -> REFERENCE;
            default -> Opcodes.INTEGER;
        };
    }

    /** Returns the variables that may be read before an instruction, in the order of their slots. */
    List<LineProbe.Variable> at(int instruction) {
        Object[] state = states[instruction];
        List<LineProbe.Variable> visible = new ArrayList<>();
        for (LocalVariableNode variable : table) {
            boolean inScope = code.instructions.indexOf(variable.start) <= instruction
                    && instruction < code.instructions.indexOf(variable.end);
            Type type = Type.getType(variable.desc);
            if (inScope && state != null && variable.index < state.length && kind(type) == state[variable.index]) {
                visible.add(new LineProbe.Variable(variable.name, variable.desc, variable.signature, variable.index));
            }
        }
        visible.sort((one, other) -> Integer.compare(one.slot(), other.slot()));
        return visible;
    }
}
