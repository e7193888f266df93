// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.protocol.AccessKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Rewrites {@code new} where the class or its constructor is not reachable: what was two steps, with an uninitialized
 * object on the stack meanwhile, becomes one at the end.
 */
final class Constructions {
    private final VisibleTypes types;
    private final Links links;
    private final Set<LabelNode> dropped = new HashSet<>();

    Constructions(VisibleTypes types, Links links) {
        this.types = types;
        this.links = links;
    }

    /** Rewrites a method, and returns its call of another constructor on the same object, if it is a constructor. */
    @Nullable
    MethodInsnNode rewrite(MethodNode method) {
        Deque<TypeInsnNode> begun = new ArrayDeque<>();
        MethodInsnNode superCall = null;
        for (AbstractInsnNode instruction : method.instructions.toArray()) {
            if (instruction.getOpcode() == Opcodes.NEW) {
                begun.push((TypeInsnNode) instruction);
            } else if (instruction instanceof MethodInsnNode call && call.name.equals("<init>")) {
                TypeInsnNode allocation = begun.peek();
                if (allocation != null && allocation.desc.equals(call.owner)) {
                    begun.pop();
                    construction(method, allocation, call);
                } else {
                    superCall = call;
                    superCall(call);
                }
            }
        }
        if (!dropped.isEmpty()) {
            for (AbstractInsnNode instruction : method.instructions) {
                if (instruction instanceof FrameNode frame) {
                    drop(frame);
                }
            }
            dropped.clear();
        }
        return superCall;
    }

    private void construction(MethodNode method, TypeInsnNode allocation, MethodInsnNode call) {
        Links.Link link = links.method(call.owner, call.name, call.desc, false);
        if (link.direct()) {
            call.owner = types.name(call.owner);
            call.desc = link.descriptor();
            allocation.desc = types.name(allocation.desc);
            return;
        }
        AbstractInsnNode copy = next(allocation);
        if (copy == null || copy.getOpcode() != Opcodes.DUP) {
            throw new UnsupportedSnippetException("cannot construct " + className(call.owner) + " here");
        }
        for (AbstractInsnNode node = allocation.getPrevious();
                node != null && node.getOpcode() < 0;
                node = node.getPrevious()) {
            if (node instanceof LabelNode label) {
                dropped.add(label);
            }
        }
        method.instructions.remove(copy);
        // Not removed: two frames must not meet.
        method.instructions.set(allocation, new InsnNode(Opcodes.NOP));
        String arguments = types.descriptor(call.desc);
        String type = arguments.substring(0, arguments.length() - 1) + types.descriptorOf(call.owner);
        method.instructions.set(call, Access.member("make", type, AccessKind.NEW, call.owner, call.desc));
    }

    private void superCall(MethodInsnNode call) {
        Links.Link link = links.method(call.owner, call.name, call.desc, true);
        if (!link.direct()) {
            throw new UnsupportedSnippetException(
                    "cannot extend " + className(call.owner) + " by this constructor: it is not public, nor protected");
        }
        call.desc = link.descriptor();
    }

    private void drop(FrameNode frame) {
        if (frame.local != null && frame.local.stream().anyMatch(this::isDropped)) {
            throw new UnsupportedSnippetException(
                    "cannot construct an object that is not public around a switch with a try: use a variable");
        }
        if (frame.stack != null) {
            frame.stack =
                    frame.stack.stream().filter(entry -> !isDropped(entry)).toList();
        }
    }

    private boolean isDropped(Object entry) {
        return entry instanceof LabelNode label && dropped.contains(label);
    }

    private static @Nullable AbstractInsnNode next(AbstractInsnNode instruction) {
        AbstractInsnNode next = instruction.getNext();
        while (next != null && next.getOpcode() < 0) {
            next = next.getNext();
        }
        return next;
    }

    private static String className(String internalName) {
        return Type.getObjectType(internalName).getClassName();
    }
}
