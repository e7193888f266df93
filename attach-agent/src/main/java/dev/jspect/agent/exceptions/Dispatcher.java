// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.agent.modules.Definition;
import dev.jspect.agent.modules.JavaRelease;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.ProtectionDomain;
import java.util.function.Consumer;

/** The class that changed code calls, {@code java.lang.JspectDispatcher}: defined once in a JVM, and there for one session at a time. */
final class Dispatcher {
    private static final String NAME = "java.lang.JspectDispatcher";

    private final Class<?> type;
    private final MethodHandle get;
    private final MethodHandle set;
    private final MethodHandle setUncaught;
    private Consumer<Throwable> mine;

    private Dispatcher(MethodHandles.Lookup trusted, Class<?> type) throws ReflectiveOperationException {
        this.type = type;
        get = trusted.findStaticGetter(type, "thrown", Consumer.class);
        set = trusted.findStaticSetter(type, "thrown", Consumer.class);
        setUncaught = trusted.findStaticSetter(type, "uncaught", Consumer.class);
    }

    /** Returns it; defines it where no session has done so before. */
    static Dispatcher in(MethodHandles.Lookup trusted, byte[] classFile) throws ReflectiveOperationException {
        Class<?> type;
        try {
            type = Class.forName(NAME, true, null);
        } catch (ClassNotFoundException first) {
            type = JavaRelease.hasModules()
                    ? Definition.inLangOf(trusted, classFile)
                    : inLangOfJava8(trusted, classFile);
        }
        return new Dispatcher(trusted, type);
    }

    private static Class<?> inLangOfJava8(MethodHandles.Lookup trusted, byte[] classFile)
            throws ReflectiveOperationException {
        Class<?> unsafe = Class.forName("sun.misc.Unsafe", true, null);
        MethodHandle theUnsafe = trusted.findStaticGetter(unsafe, "theUnsafe", unsafe);
        MethodHandle define = trusted.findVirtual(
                unsafe,
                "defineClass",
                MethodType.methodType(
                        Class.class,
                        String.class,
                        byte[].class,
                        int.class,
                        int.class,
                        ClassLoader.class,
                        ProtectionDomain.class));
        try {
            return (Class<?>) define.invoke(
                    theUnsafe.invoke(), NAME.replace('.', '/'), classFile, 0, classFile.length, null, null);
        } catch (Throwable e) {
            throw new ReflectiveOperationException(e);
        }
    }

    /**
     * Has it tell these.
     *
     * @param uncaught told of what threads end with, or null
     */
    void occupy(Consumer<Throwable> thrown, Consumer<Throwable> uncaught) {
        // All sessions see the same class.
        synchronized (type) {
            if (told() != null) {
                throw new IllegalStateException(
                        "another jspect watches the exceptions of this JVM; end it first: jspect detach");
            }
            tell(set, thrown);
            tell(setUncaught, uncaught);
            mine = thrown;
        }
    }

    /** Has it tell nobody. */
    void leave() {
        if (mine != null && told() == mine) {
            tell(setUncaught, null);
            tell(set, null);
        }
        mine = null;
    }

    private Object told() {
        try {
            return (Object) get.invoke();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void tell(MethodHandle field, Consumer<Throwable> told) {
        try {
            field.invoke(told);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
