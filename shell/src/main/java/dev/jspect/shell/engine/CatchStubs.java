// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.protocol.AccessKind;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Rewrites handlers of exceptions that the snippet cannot name: a stub catches a superclass, and throws again what is not
 * meant, to whatever handler would have been next.
 */
final class CatchStubs {
    private final VisibleTypes types;

    CatchStubs(VisibleTypes types) {
        this.types = types;
    }

    /** Rewrites a method; its frames are to be made visible after this. */
    void rewrite(MethodNode method) {
        List<TryCatchBlockNode> blocks = List.copyOf(method.tryCatchBlocks);
        for (int i = 0; i < blocks.size(); i++) {
            TryCatchBlockNode block = blocks.get(i);
            if (block.type != null && types.isHidden(block.type)) {
                stub(method, block, outer(method.instructions, blocks, i));
            }
        }
    }

    /** Returns the later blocks that protect all of this one. */
    private static List<TryCatchBlockNode> outer(InsnList code, List<TryCatchBlockNode> blocks, int inner) {
        TryCatchBlockNode block = blocks.get(inner);
        List<TryCatchBlockNode> outer = new ArrayList<>();
        for (TryCatchBlockNode later : blocks.subList(inner + 1, blocks.size())) {
            if (code.indexOf(later.start) <= code.indexOf(block.start)
                    && code.indexOf(block.end) <= code.indexOf(later.end)) {
                outer.add(new TryCatchBlockNode(later.start, later.end, later.handler, later.type));
            }
        }
        return outer;
    }

    private void stub(MethodNode method, TryCatchBlockNode block, List<TryCatchBlockNode> outer) {
        LabelNode stub = new LabelNode();
        LabelNode other = new LabelNode();
        LabelNode end = new LabelNode();
        InsnList code = method.instructions;
        FrameNode handled = frameAt(block.handler);
        code.add(stub);
        code.add(frame(handled, block.type));
        code.add(new InsnNode(Opcodes.DUP));
        code.add(Access.ofClass("(Ljava/lang/Object;)Z", AccessKind.INSTANCE_OF, block.type));
        code.add(new JumpInsnNode(Opcodes.IFEQ, other));
        code.add(new JumpInsnNode(Opcodes.GOTO, block.handler));
        code.add(other);
        code.add(frame(handled, block.type));
        code.add(new InsnNode(Opcodes.ATHROW));
        code.add(end);
        block.handler = stub;
        block.type = types.name(block.type);
        for (TryCatchBlockNode next : outer) {
            method.tryCatchBlocks.add(new TryCatchBlockNode(other, end, next.handler, next.type));
        }
    }

    private static FrameNode frameAt(LabelNode handler) {
        for (AbstractInsnNode node = handler; node != null && node.getOpcode() < 0; node = node.getNext()) {
            if (node instanceof FrameNode frame) {
                return frame;
            }
        }
        throw new IllegalArgumentException("a handler without a frame");
    }

    private static FrameNode frame(FrameNode handled, String caught) {
        Object[] locals = handled.local.toArray();
        return new FrameNode(Opcodes.F_NEW, locals.length, locals, 1, new Object[] {caught});
    }
}
