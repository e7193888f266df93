// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import java.util.List;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/** Rewrites what the compiler links dynamically: lambdas, method references, string concatenation, pattern switches. */
final class DynamicCalls {
    private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";
    private static final Handle INVOKE = new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/invoke/ConstantBootstraps",
            "invoke",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;"
                    + "Ljava/lang/invoke/MethodHandle;[Ljava/lang/Object;)Ljava/lang/Object;",
            false);

    private final MemberFlags flags;
    private final VisibleTypes types;
    private final Links links;
    private final Bridges bridges;

    DynamicCalls(MemberFlags flags, VisibleTypes types, Links links, Bridges bridges) {
        this.flags = flags;
        this.types = types;
        this.links = links;
        this.bridges = bridges;
    }

    InvokeDynamicInsnNode rewrite(InvokeDynamicInsnNode call) {
        return call.bsm.getOwner().equals(LAMBDAS) ? lambda(call) : other(call);
    }

    private InvokeDynamicInsnNode other(InvokeDynamicInsnNode call) {
        if (call.bsm.getName().equals("enumSwitch") && types.hasHidden(call.desc)) {
            throw new UnsupportedSnippetException("cannot switch with patterns over "
                    + Type.getArgumentTypes(call.desc)[0].getClassName() + ": it is not public");
        }
        Object[] arguments = new Object[call.bsmArgs.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = argument(call.bsmArgs[i]);
        }
        return new InvokeDynamicInsnNode(call.name, types.descriptor(call.desc), call.bsm, arguments);
    }

    private Object argument(Object argument) {
        if (argument instanceof Handle handle) {
            return handle(handle);
        }
        if (!(argument instanceof Type type)) {
            return argument;
        }
        if (type.getSort() == Type.METHOD) {
            return Type.getMethodType(types.descriptor(type.getDescriptor()));
        }
        return types.hasHidden(type.getDescriptor())
                ? new ConstantDynamic("of", "Ljava/lang/Class;", INVOKE, bridges.toClass(type))
                : type;
    }

    private Handle handle(Handle handle) {
        if (LiveClass.isNamed(handle.getOwner())) {
            return LiveClass.redirected(handle);
        }
        if (handle.getTag() <= Opcodes.H_PUTSTATIC) {
            // The compiler writes these for a snippet's own records only.
            String descriptor = types.descriptor(handle.getDesc());
            return new Handle(handle.getTag(), handle.getOwner(), handle.getName(), descriptor, handle.isInterface());
        }
        boolean exact = handle.getTag() == Opcodes.H_INVOKESPECIAL;
        Links.Link link = links.method(handle.getOwner(), handle.getName(), handle.getDesc(), exact);
        if (Redirections.isExit(handle) || !link.direct()) {
            return bridges.to(handle);
        }
        return new Handle(
                handle.getTag(), handle.getOwner(), handle.getName(), link.descriptor(), handle.isInterface());
    }

    private InvokeDynamicInsnNode lambda(InvokeDynamicInsnNode call) {
        Type method = (Type) call.bsmArgs[0];
        Handle body = handle((Handle) call.bsmArgs[1]);
        Type instantiated = (Type) call.bsmArgs[2];
        String type = types.descriptor(call.desc);
        String shape = Type.getReturnType(call.desc).getInternalName();
        if (types.isHidden(shape) || types.hasHidden(method.getDescriptor()) || !isWithin(instantiated, method)) {
            if (!call.bsm.getName().equals("metafactory")) {
                throw new UnsupportedSnippetException("a lambda cannot be a "
                        + Type.getObjectType(shape).getClassName()
                        + " and of another type at once: the types of its method are not public");
            }
            return Access.lambda(call.name, type, shape, body);
        }
        Object[] arguments = call.bsmArgs.clone();
        arguments[1] = body;
        for (int i = 2; i < arguments.length; i++) {
            arguments[i] = argument(arguments[i]);
        }
        return new InvokeDynamicInsnNode(call.name, type, call.bsm, arguments);
    }

    /** Tells whether each type, as visible, is still a subtype of the method's: the JDK's factory insists. */
    private boolean isWithin(Type instantiated, Type method) {
        List<Type> narrow = List.of(instantiated.getArgumentTypes());
        List<Type> wide = List.of(method.getArgumentTypes());
        for (int i = 0; i < narrow.size(); i++) {
            if (!isVisibleWithin(narrow.get(i), wide.get(i))) {
                return false;
            }
        }
        return isVisibleWithin(instantiated.getReturnType(), method.getReturnType());
    }

    private boolean isVisibleWithin(Type narrow, Type wide) {
        if (!types.hasHidden(narrow.getDescriptor()) || wide.getInternalName().equals("java/lang/Object")) {
            return true;
        }
        return narrow.getSort() == Type.OBJECT
                && flags.isSubtype(types.name(narrow.getInternalName()), wide.getInternalName());
    }
}
