// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Reads fields by their offsets, by {@code jdk.internal.misc.Unsafe}: some ten times faster than by JNI, where it is compiled. From JDK 10 on, whose
 * Unsafe finds a field without resolving its type, which would have the application's loader load classes.
 */
final class Memory {
    /** An offset that no field has. */
    static final long NOWHERE = -1;

    private static final int ID_SHIFT = 2;
    private static final long INSTANCE_ID = 2;

    private static final String UNSAFE = "jdk.internal.misc.Unsafe";

    /** Null where this JVM has no such thing. */
    private static volatile MethodHandles.Lookup lookup;

    /** Static and final: only then are the handles compiled to what they do. */
    private static final class Handles {
        static final MethodHandle OFFSET = find("objectFieldOffset", long.class, Class.class, String.class);
        static final MethodHandle REFERENCE = reference();
        static final MethodHandle BYTE = find("getByte", byte.class, Object.class, long.class);
        static final MethodHandle SHORT = find("getShort", short.class, Object.class, long.class);
        static final MethodHandle CHAR = find("getChar", char.class, Object.class, long.class);
        static final MethodHandle INT = find("getInt", int.class, Object.class, long.class);
        static final MethodHandle LONG = find("getLong", long.class, Object.class, long.class);

        private Handles() {}

        private static MethodHandle reference() {
            // getObject until JDK 11.
            MethodHandle reference = find("getReference", Object.class, Object.class, long.class);
            return reference == null ? find("getObject", Object.class, Object.class, long.class) : reference;
        }

        private static MethodHandle find(String name, Class<?> result, Class<?>... parameters) {
            MethodHandles.Lookup trusted = lookup;
            if (trusted == null) {
                return null;
            }
            try {
                Class<?> unsafe = Class.forName(UNSAFE, true, null);
                Object instance = trusted.findStatic(unsafe, "getUnsafe", MethodType.methodType(unsafe))
                        .invoke();
                return trusted.findVirtual(unsafe, name, MethodType.methodType(result, parameters))
                        .bindTo(instance);
            } catch (Throwable e) {
                // Then fields are read by JNI.
                return null;
            }
        }
    }

    private Memory() {}

    /**
     * Says by what it is found; only the first time.
     *
     * @param trusted the lookup that may do everything
     */
    static void use(MethodHandles.Lookup trusted) {
        if (lookup == null) {
            lookup = trusted;
        }
    }

    private static boolean isThere() {
        return Handles.OFFSET != null
                && Handles.REFERENCE != null
                && Handles.BYTE != null
                && Handles.SHORT != null
                && Handles.CHAR != null
                && Handles.INT != null
                && Handles.LONG != null;
    }

    /**
     * Returns the offset of an instance field that a class declares; {@link #NOWHERE} when it cannot be known for certain. By its name another field may be found:
     * class files may have several of one name, static ones too. So JNI must say the same: HotSpot's ids of instance fields are made of their offsets
     * (jfieldIDWorkaround.hpp, unless -XX:+VerifyJNIFields).
     *
     * @param id the field's, of JNI
     */
    static long offset(Class<?> type, String name, long id) {
        if (!isThere()) {
            return NOWHERE;
        }
        try {
            long offset = (long) Handles.OFFSET.invokeExact(type, name);
            return id == (offset << ID_SHIFT | INSTANCE_ID) ? offset : NOWHERE;
        } catch (Throwable e) {
            return NOWHERE;
        }
    }

    /** Returns what a field refers to. A wrong offset may crash the JVM. */
    static Object reference(Object object, long offset) throws Throwable {
        return (Object) Handles.REFERENCE.invokeExact(object, offset);
    }

    /** Returns a primitive field's bits, as {@link FieldAccess#bits}. */
    static long bits(Object object, long offset, byte kind) throws Throwable {
        switch (kind) {
            case 'Z':
                return (byte) Handles.BYTE.invokeExact(object, offset) & 1;
            case 'B':
                return (byte) Handles.BYTE.invokeExact(object, offset);
            case 'S':
                return (short) Handles.SHORT.invokeExact(object, offset);
            case 'C':
                return (char) Handles.CHAR.invokeExact(object, offset);
            case 'I':
            case 'F':
                return (int) Handles.INT.invokeExact(object, offset);
            default:
                return (long) Handles.LONG.invokeExact(object, offset);
        }
    }
}
