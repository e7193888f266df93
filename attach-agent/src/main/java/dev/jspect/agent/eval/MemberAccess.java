// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.eval;

import dev.jspect.protocol.AccessKind;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Modifier;

/**
 * Links what the tool rewrote in a snippet's class: accesses to classes and members that the snippet could not touch.
 *
 * <p>Names and descriptors travel as text, because the JVM checks access to every class that a constant names. What
 * cannot be linked is a {@link LinkageError}, thrown where the snippet's own instruction would have thrown it.
 */
public final class MemberAccess {
    private MemberAccess() {}

    /**
     * Links one access; called by the JVM.
     *
     * @param name the member's name; any name for kinds without one
     * @param type what the instruction takes and leaves, in types that the snippet can name
     * @param kind a constant of {@link AccessKind}
     * @param owner internal name of the class, or an array's descriptor
     * @param descriptor the member's true descriptor; empty for kinds without one
     */
    public static CallSite bootstrap(
            Lookup caller, String name, MethodType type, int kind, String owner, String descriptor) {
        try {
            ClassLoader loader = caller.lookupClass().getClassLoader();
            return new ConstantCallSite(link(lookup(caller), name, type, kind, named(owner, loader), descriptor, loader)
                    .asType(type));
        } catch (ReflectiveOperationException e) {
            throw unlinked(e);
        }
    }

    /**
     * Links a lambda whose interface the JDK's own factory may not see; called by the JVM.
     *
     * @param name the interface's method, unused
     * @param type takes what the lambda captures, leaves the object
     * @param owner internal name of the interface
     * @param body the lambda's body: captured values first, then the method's arguments
     */
    public static CallSite implement(Lookup caller, String name, MethodType type, String owner, MethodHandle body) {
        try {
            Class<?> shape = named(owner, caller.lookupClass().getClassLoader());
            MethodHandle implement = MethodHandles.lookup()
                    .findStatic(
                            InterfaceBody.class,
                            "implement",
                            MethodType.methodType(
                                    Object.class, Lookup.class, Class.class, MethodHandle.class, Object[].class));
            return new ConstantCallSite(
                    MethodHandles.insertArguments(implement, 0, lookup(caller), shape, body.asFixedArity())
                            .asCollector(Object[].class, type.parameterCount())
                            .asType(type));
        } catch (ReflectiveOperationException e) {
            throw unlinked(e);
        }
    }

    private static MethodHandle link(
            Lookup lookup,
            String name,
            MethodType type,
            int kind,
            Class<?> owner,
            String descriptor,
            ClassLoader loader)
            throws ReflectiveOperationException {
        switch (kind) {
            case AccessKind.GET_FIELD:
                return lookup.findGetter(owner, name, field(descriptor, loader));
            case AccessKind.PUT_FIELD:
                return writable(lookup, lookup.findSetter(owner, name, field(descriptor, loader)));
            case AccessKind.GET_STATIC:
                return lookup.findStaticGetter(owner, name, field(descriptor, loader));
            case AccessKind.PUT_STATIC:
                return writable(lookup, lookup.findStaticSetter(owner, name, field(descriptor, loader)));
            case AccessKind.CALL:
                return lookup.findVirtual(owner, name, method(descriptor, loader))
                        .asFixedArity();
            case AccessKind.CALL_EXACT:
                return lookup.findSpecial(owner, name, method(descriptor, loader), owner)
                        .asFixedArity();
            case AccessKind.CALL_STATIC:
                return lookup.findStatic(owner, name, method(descriptor, loader))
                        .asFixedArity();
            case AccessKind.NEW:
                return lookup.findConstructor(owner, method(descriptor, loader)).asFixedArity();
            case AccessKind.NEW_ARRAY:
                return MethodHandles.lookup()
                        .findStatic(
                                Array.class,
                                "newInstance",
                                MethodType.methodType(Object.class, Class.class, int[].class))
                        .bindTo(owner)
                        .asCollector(int[].class, type.parameterCount());
            case AccessKind.CLASS:
                return MethodHandles.constant(Class.class, owner);
            case AccessKind.INSTANCE_OF:
                return ofClass("isInstance", boolean.class).bindTo(owner);
            case AccessKind.CAST:
                return ofClass("cast", Object.class).bindTo(owner);
            default:
                throw new IncompatibleClassChangeError("unknown kind of access: " + kind);
        }
    }

    private static Lookup lookup(Lookup caller) {
        Lookup trusted = TrustedLookup.get();
        return trusted == null ? caller : trusted;
    }

    private static MethodHandle ofClass(String name, Class<?> result) throws ReflectiveOperationException {
        return MethodHandles.lookup().findVirtual(Class.class, name, MethodType.methodType(result, Object.class));
    }

    /** Refuses what the JVM takes for constant: its compiled code may hold the old value for ever. */
    private static MethodHandle writable(Lookup lookup, MethodHandle setter) {
        MethodHandleInfo info = lookup.revealDirect(setter);
        Class<?> owner = info.getDeclaringClass();
        // Records are newer than this class's Java.
        Class<?> parent = owner.getSuperclass();
        boolean ofRecord = parent != null && parent.getName().equals("java.lang.Record");
        boolean constant = ofRecord || Modifier.isStatic(info.getModifiers());
        if (constant && Modifier.isFinal(info.getModifiers())) {
            throw new IllegalAccessError("cannot set " + owner.getName() + "." + info.getName()
                    + ": it is final, and the JVM takes its value for constant");
        }
        return setter;
    }

    private static Class<?> named(String owner, ClassLoader loader) throws ClassNotFoundException {
        return Class.forName(owner.replace('/', '.'), false, loader);
    }

    private static Class<?> field(String descriptor, ClassLoader loader) {
        return method("()" + descriptor, loader).returnType();
    }

    private static MethodType method(String descriptor, ClassLoader loader) {
        return MethodType.fromMethodDescriptorString(descriptor, loader);
    }

    private static LinkageError unlinked(ReflectiveOperationException e) {
        LinkageError error = e instanceof IllegalAccessException
                ? new IllegalAccessError(e.getMessage())
                : new LinkageError(e.toString());
        error.initCause(e);
        return error;
    }
}
