// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.protocol.AccessKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Rewrites the instructions of one snippet class's methods. */
final class MethodRewriter {
    private final VisibleTypes types;
    private final Links links;
    private final DynamicCalls dynamicCalls;
    private final Constructions constructions;
    private final CatchStubs catchStubs;
    private final @Nullable Markers markers;
    private final StopChecks stopChecks;

    /**
     * @param markers null where nothing is opened
     */
    MethodRewriter(
            VisibleTypes types,
            Links links,
            DynamicCalls dynamicCalls,
            @Nullable Markers markers,
            StopChecks stopChecks) {
        this.types = types;
        this.links = links;
        this.dynamicCalls = dynamicCalls;
        this.constructions = new Constructions(types, links);
        this.catchStubs = new CatchStubs(types);
        this.markers = markers;
        this.stopChecks = stopChecks;
    }

    void rewrite(MethodNode method) {
        if (markers != null) {
            markers.strip(method);
        }
        MethodInsnNode superCall = constructions.rewrite(method);
        for (AbstractInsnNode instruction : method.instructions.toArray()) {
            instruction(method, instruction);
        }
        stopChecks.add(method, superCall);
        catchStubs.rewrite(method);
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof FrameNode frame) {
                frame.local = visible(frame.local);
                frame.stack = visible(frame.stack);
            }
        }
        if (method.localVariables != null) {
            for (LocalVariableNode variable : method.localVariables) {
                variable.desc = types.descriptor(variable.desc);
            }
        }
    }

    private @Nullable List<Object> visible(@Nullable List<Object> entries) {
        return entries == null
                ? null
                : entries.stream()
                        .map(entry -> entry instanceof String name ? types.name(name) : entry)
                        .toList();
    }

    private void instruction(MethodNode method, AbstractInsnNode instruction) {
        if (Redirections.throwing(method, instruction)) {
            return;
        }
        if (instruction instanceof FieldInsnNode access) {
            field(method, access);
        } else if (instruction instanceof MethodInsnNode call) {
            call(method, call);
        } else if (instruction instanceof TypeInsnNode operation) {
            type(method, operation);
        } else if (instruction instanceof InvokeDynamicInsnNode call) {
            method.instructions.set(call, dynamicCalls.rewrite(call));
        } else if (instruction instanceof MultiANewArrayInsnNode array && types.isHidden(array.desc)) {
            String element = Type.getType(array.desc.substring(array.dims)).getInternalName();
            String type = '(' + "I".repeat(array.dims) + ')' + types.descriptor(array.desc);
            method.instructions.set(array, Access.ofClass(type, AccessKind.NEW_ARRAY, element));
        } else if (instruction instanceof LdcInsnNode constant
                && constant.cst instanceof Type named
                && named.getSort() != Type.METHOD
                && types.isHidden(named.getInternalName())) {
            method.instructions.set(
                    constant, Access.ofClass("()Ljava/lang/Class;", AccessKind.CLASS, named.getInternalName()));
        }
    }

    private void field(MethodNode method, FieldInsnNode access) {
        if (Redirections.stream(method, access)) {
            return;
        }
        int kind = kind(access.getOpcode());
        boolean written = kind == AccessKind.PUT_FIELD || kind == AccessKind.PUT_STATIC;
        Links.Link link = links.field(access.owner, access.name, access.desc, written);
        if (link.direct()) {
            access.desc = link.descriptor();
            return;
        }
        boolean ofObject = kind == AccessKind.GET_FIELD || kind == AccessKind.PUT_FIELD;
        String receiver = ofObject ? types.descriptorOf(access.owner) : "";
        String value = types.descriptor(access.desc);
        String type = written ? '(' + receiver + value + ")V" : '(' + receiver + ')' + value;
        method.instructions.set(access, Access.member(access.name, type, kind, access.owner, link.descriptor()));
    }

    private static int kind(int fieldOpcode) {
        return switch (fieldOpcode) {
            case Opcodes.GETFIELD -> AccessKind.GET_FIELD;
            case Opcodes.PUTFIELD -> AccessKind.PUT_FIELD;
            case Opcodes.GETSTATIC -> AccessKind.GET_STATIC;
            default -> AccessKind.PUT_STATIC;
        };
    }

    private void call(MethodNode method, MethodInsnNode call) {
        if (Redirections.exit(method, call) || LiveClass.redirect(call) || call.name.equals("<init>")) {
            return;
        }
        if (call.owner.startsWith("[")) {
            call.owner = types.name(call.owner);
            return;
        }
        boolean exact = call.getOpcode() == Opcodes.INVOKESPECIAL;
        Links.Link link = links.method(call.owner, call.name, call.desc, exact);
        if (link.direct()) {
            call.owner = types.name(call.owner);
            call.desc = link.descriptor();
            return;
        }
        String type = types.descriptor(call.desc);
        String owner = call.owner;
        int kind = AccessKind.CALL_STATIC;
        if (call.getOpcode() != Opcodes.INVOKESTATIC) {
            type = '(' + types.descriptorOf(owner) + type.substring(1);
            kind = AccessKind.CALL;
            if ((exact || link.isPrivate()) && link.member() != null) {
                kind = AccessKind.CALL_EXACT;
                owner = link.member().owner().name();
            }
        }
        method.instructions.set(call, Access.member(call.name, type, kind, owner, link.descriptor()));
    }

    private void type(MethodNode method, TypeInsnNode operation) {
        String named = operation.desc;
        if (!types.isHidden(named)) {
            operation.desc = types.name(named);
            return;
        }
        String visible = types.descriptorOf(named);
        AbstractInsnNode replacement = switch (operation.getOpcode()) {
            case Opcodes.CHECKCAST -> Access.ofClass("(Ljava/lang/Object;)" + visible, AccessKind.CAST, named);
            case Opcodes.INSTANCEOF -> Access.ofClass("(Ljava/lang/Object;)Z", AccessKind.INSTANCE_OF, named);
            case Opcodes.ANEWARRAY -> Access.ofClass("(I)[" + visible, AccessKind.NEW_ARRAY, named);
            default -> throw new IllegalArgumentException("new " + named + " without its constructor");
        };
        method.instructions.set(operation, replacement);
    }
}
