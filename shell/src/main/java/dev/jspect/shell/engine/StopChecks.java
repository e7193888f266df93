// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Puts a question whether to stop at a method's entry and before each jump backward. */
final class StopChecks {
    /** What would catch a stop; a loop around such a handler must end all the same. */
    private static final Set<String> CATCH_ALL = Set.of("java/lang/Throwable", "java/lang/Error");

    private final int evalId;

    StopChecks(int evalId) {
        this.evalId = evalId;
    }

    /**
     * Adds the checks.
     *
     * @param superCall in a constructor, the call that it starts with: there the method's entry is behind it
     */
    void add(MethodNode method, @Nullable MethodInsnNode superCall) {
        InsnList code = method.instructions;
        List<LabelNode[]> checks = new ArrayList<>();
        for (AbstractInsnNode jump : jumpsBack(code)) {
            LabelNode start = new LabelNode();
            LabelNode end = new LabelNode();
            code.insertBefore(jump, start);
            code.insertBefore(jump, check());
            code.insertBefore(jump, end);
            checks.add(new LabelNode[] {start, end});
        }
        if (superCall != null) {
            code.insert(superCall, check());
        } else if (!method.name.equals("<clinit>") && (method.access & Opcodes.ACC_BRIDGE) == 0) {
            code.insert(check());
        }
        if (!checks.isEmpty()) {
            exclude(method, checks);
        }
    }

    private InsnList check() {
        InsnList check = new InsnList();
        check.add(evalId == (short) evalId ? new IntInsnNode(Opcodes.SIPUSH, evalId) : new LdcInsnNode(evalId));
        check.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Redirections.SUPPORT, "check", "(I)V", false));
        return check;
    }

    private static List<AbstractInsnNode> jumpsBack(InsnList code) {
        List<AbstractInsnNode> jumps = new ArrayList<>();
        for (AbstractInsnNode instruction : code) {
            if (jumpsBack(code, instruction)) {
                jumps.add(instruction);
            }
        }
        return jumps;
    }

    private static boolean jumpsBack(InsnList code, AbstractInsnNode instruction) {
        List<LabelNode> targets = new ArrayList<>();
        if (instruction instanceof JumpInsnNode jump) {
            targets.add(jump.label);
        } else if (instruction instanceof TableSwitchInsnNode table) {
            targets.addAll(table.labels);
            targets.add(table.dflt);
        } else if (instruction instanceof LookupSwitchInsnNode lookup) {
            targets.addAll(lookup.labels);
            targets.add(lookup.dflt);
        }
        return targets.stream().anyMatch(target -> code.indexOf(target) < code.indexOf(instruction));
    }

    /** Takes the checks out of what catch-all handlers protect. */
    private static void exclude(MethodNode method, List<LabelNode[]> checks) {
        List<TryCatchBlockNode> blocks = new ArrayList<>();
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            if (block.type == null || !CATCH_ALL.contains(block.type)) {
                blocks.add(block);
                continue;
            }
            LabelNode start = block.start;
            for (LabelNode[] check : checks) {
                if (isWithin(method.instructions, check[0], block)) {
                    addPiece(method.instructions, blocks, block, start, check[0]);
                    start = check[1];
                }
            }
            addPiece(method.instructions, blocks, block, start, block.end);
        }
        method.tryCatchBlocks = blocks;
    }

    private static boolean isWithin(InsnList code, LabelNode label, TryCatchBlockNode block) {
        return code.indexOf(block.start) <= code.indexOf(label) && code.indexOf(label) < code.indexOf(block.end);
    }

    /** Adds a piece of a block, unless it is empty: the JVM refuses those. */
    private static void addPiece(
            InsnList code, List<TryCatchBlockNode> blocks, TryCatchBlockNode block, LabelNode start, LabelNode end) {
        AbstractInsnNode node = start;
        while (node != end && node.getOpcode() < 0) {
            node = node.getNext();
        }
        if (code.indexOf(node) < code.indexOf(end)) {
            blocks.add(new TryCatchBlockNode(start, end, block.handler, block.type));
        }
    }
}
