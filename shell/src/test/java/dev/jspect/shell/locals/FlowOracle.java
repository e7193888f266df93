// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Tries the ways through a method one by one, over ASM's instructions: slow, simple, and sharing no code with the engine. */
final class FlowOracle {
    /** Stands among the writers of a slot for the method's entry. */
    static final int ENTRY = -1;

    final MethodNode method;
    private final List<AbstractInsnNode> instructions = new ArrayList<>();
    private final Map<AbstractInsnNode, Integer> indexes = new HashMap<>();
    private final List<Integer> offsets;
    private final boolean handlers;

    private FlowOracle(MethodNode method, List<Integer> offsets, boolean handlers) {
        this.method = method;
        this.offsets = offsets;
        this.handlers = handlers;
        InsnList list = method.instructions;
        for (AbstractInsnNode node = list.getFirst(); node != null; node = node.getNext()) {
            indexes.put(node, instructions.size());
            if (node.getOpcode() >= 0) {
                instructions.add(node);
            }
        }
    }

    /** Returns an oracle for each method with code, in the order of the class file. */
    static List<FlowOracle> of(byte[] classFile, boolean handlers) {
        List<List<Integer>> offsets = new ArrayList<>();
        ClassNode node = new ClassNode();
        new ClassReader(classFile) {
            @Override
            protected void readBytecodeInstructionOffset(int offset) {
                if (offset == 0) {
                    offsets.add(new ArrayList<>());
                }
                offsets.get(offsets.size() - 1).add(offset);
            }
        }.accept(node, ClassReader.SKIP_FRAMES);
        List<FlowOracle> oracles = new ArrayList<>();
        for (MethodNode method : node.methods) {
            if (method.instructions.size() > 0) {
                oracles.add(new FlowOracle(method, offsets.get(oracles.size()), handlers));
            }
        }
        return oracles;
    }

    int count() {
        return instructions.size();
    }

    int offset(int index) {
        return index == offsets.size() ? Integer.MAX_VALUE : offsets.get(index);
    }

    boolean calls(int index, String name) {
        return instructions.get(index) instanceof MethodInsnNode call && call.name.equals(name);
    }

    boolean hasSubroutines() {
        return instructions.stream()
                .anyMatch(node -> node.getOpcode() == Opcodes.JSR || node.getOpcode() == Opcodes.RET);
    }

    /** The slot that an instruction stores to and the kind it stores, such as {@code 3A}; null for others. */
    @Nullable
    String store(int index) {
        AbstractInsnNode node = instructions.get(index);
        int at = List.of(Opcodes.ISTORE, Opcodes.LSTORE, Opcodes.FSTORE, Opcodes.DSTORE, Opcodes.ASTORE)
                .indexOf(node.getOpcode());
        return at < 0 ? null : ((VarInsnNode) node).var + "IJFDA".substring(at, at + 1);
    }

    static int slot(String store) {
        return Integer.parseInt(store.substring(0, store.length() - 1));
    }

    boolean overwrites(int index, int slot) {
        String store = store(index);
        if (store == null) {
            return false;
        }
        int first = slot(store);
        return first == slot || (first + 1 == slot && (store.endsWith("J") || store.endsWith("D")));
    }

    private int index(AbstractInsnNode node) {
        return Objects.requireNonNull(indexes.get(node));
    }

    private boolean loads(int index, String stored) {
        AbstractInsnNode node = instructions.get(index);
        if (node instanceof IincInsnNode increment) {
            return stored.equals(increment.var + "I");
        }
        int at = List.of(Opcodes.ILOAD, Opcodes.LLOAD, Opcodes.FLOAD, Opcodes.DLOAD, Opcodes.ALOAD)
                .indexOf(node.getOpcode());
        return at >= 0 && stored.equals(((VarInsnNode) node).var + "IJFDA".substring(at, at + 1));
    }

    /** Whether what such a {@link #store} left may be read from here on before it is overwritten. */
    boolean live(int from, String stored) {
        int slot = slot(stored);
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            int at = open.pop();
            if (seen.get(at)) {
                continue;
            }
            seen.set(at);
            if (loads(at, stored)) {
                return true;
            }
            if (!overwrites(at, slot)) {
                open.addAll(successors(at));
                if (throwsSurely(instructions.get(at).getOpcode())) {
                    open.addAll(handlersOf(at, true));
                }
            }
        }
        return false;
    }

    /** For each instruction the writers of a slot whose value may be there before it; empty where nothing leads to. */
    List<Set<Integer>> writers(int slot) {
        List<Set<Integer>> before = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            before.add(new TreeSet<>());
        }
        before.get(0).add(ENTRY);
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int at = 0; at < count(); at++) {
                if (before.get(at).isEmpty()) {
                    continue;
                }
                Set<Integer> after = overwrites(at, slot) ? Set.of(at) : before.get(at);
                for (int next : successors(at)) {
                    changed |= before.get(next).addAll(after);
                }
                for (int next : handlersOf(at, false)) {
                    changed |= before.get(next).addAll(before.get(at));
                    changed |= before.get(next).addAll(after);
                }
            }
        }
        return before;
    }

    private List<Integer> successors(int index) {
        AbstractInsnNode node = instructions.get(index);
        List<Integer> next = new ArrayList<>();
        int opcode = node.getOpcode();
        if (node instanceof JumpInsnNode jump) {
            next.add(index(jump.label));
        } else if (node instanceof TableSwitchInsnNode table) {
            next.add(index(table.dflt));
            for (LabelNode label : table.labels) {
                next.add(index(label));
            }
            return next;
        } else if (node instanceof LookupSwitchInsnNode lookup) {
            next.add(index(lookup.dflt));
            for (LabelNode label : lookup.labels) {
                next.add(index(label));
            }
            return next;
        }
        boolean ends = opcode == Opcodes.GOTO
                || opcode == Opcodes.ATHROW
                || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN);
        if (!ends) {
            next.add(index + 1);
        }
        return next;
    }

    private List<Integer> handlersOf(int index, boolean surely) {
        List<Integer> targets = new ArrayList<>();
        for (TryCatchBlockNode block : handlers ? method.tryCatchBlocks : List.<TryCatchBlockNode>of()) {
            if (index(block.start) <= index && index < index(block.end)) {
                targets.add(index(block.handler));
                if (surely && block.type == null) {
                    break;
                }
            }
        }
        return targets;
    }

    private static boolean throwsSurely(int opcode) {
        return switch (opcode) {
            case Opcodes.IALOAD,
                    Opcodes.LALOAD,
                    Opcodes.FALOAD,
                    Opcodes.DALOAD,
                    Opcodes.AALOAD,
                    Opcodes.BALOAD,
                    Opcodes.CALOAD,
                    Opcodes.SALOAD,
                    Opcodes.IASTORE,
                    Opcodes.LASTORE,
                    Opcodes.FASTORE,
                    Opcodes.DASTORE,
                    Opcodes.AASTORE,
                    Opcodes.BASTORE,
                    Opcodes.CASTORE,
                    Opcodes.SASTORE,
                    Opcodes.IDIV,
                    Opcodes.LDIV,
                    Opcodes.IREM,
                    Opcodes.LREM,
                    Opcodes.GETSTATIC,
                    Opcodes.PUTSTATIC,
                    Opcodes.GETFIELD,
                    Opcodes.PUTFIELD,
                    Opcodes.INVOKEVIRTUAL,
                    Opcodes.INVOKESPECIAL,
                    Opcodes.INVOKESTATIC,
                    Opcodes.INVOKEINTERFACE,
                    Opcodes.INVOKEDYNAMIC,
                    Opcodes.NEW,
                    Opcodes.NEWARRAY,
                    Opcodes.ANEWARRAY,
                    Opcodes.MULTIANEWARRAY,
                    Opcodes.ARRAYLENGTH,
                    Opcodes.ATHROW,
                    Opcodes.CHECKCAST,
                    Opcodes.MONITORENTER -> true;
            default -> false;
        };
    }
}
