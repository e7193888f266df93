// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.dispatch;

import dev.jspect.agent.modules.Definition;
import dev.jspect.agent.modules.JavaRelease;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** The class that changed code calls, {@code java.lang.JspectDispatcher}: defined once in a JVM, and where sessions leave word what it calls. */
public final class Dispatcher {
    private static final String NAME = "java.lang.JspectDispatcher";

    private final MethodHandles.Lookup trusted;
    private final Class<?> type;
    private Consumer<Throwable> mine;

    private Dispatcher(MethodHandles.Lookup trusted, Class<?> type) {
        this.trusted = trusted;
        this.type = type;
    }

    /** Returns it; defines it where no session has done so before. */
    public static Dispatcher in(MethodHandles.Lookup trusted, byte[] classFile) throws ReflectiveOperationException {
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

    /** Returns it where a session has defined it, else null. */
    public static Dispatcher existing(MethodHandles.Lookup trusted) throws ReflectiveOperationException {
        try {
            return new Dispatcher(trusted, Class.forName(NAME, true, null));
        } catch (ClassNotFoundException none) {
            return null;
        }
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
    public void occupy(Consumer<Throwable> thrown, Consumer<Throwable> uncaught) {
        // All sessions see the same class.
        synchronized (type) {
            if (told() != null) {
                throw new IllegalStateException(
                        "another jspect watches the exceptions of this JVM; end it first: jspect detach");
            }
            tell("thrown", thrown);
            if (uncaught != null) {
                tell("uncaught", uncaught);
            }
            mine = thrown;
        }
    }

    /** Has it tell nobody. */
    public void leave() {
        if (mine != null && told() == mine) {
            tell("uncaught", null);
            tell("thrown", null);
        }
        mine = null;
    }

    /** Returns numbers that no other probe in this JVM has: the first of so many that follow each other. */
    public int reserve(int count) {
        try {
            return (int) trusted.findStatic(type, "reserve", MethodType.methodType(int.class, int.class))
                    .invokeExact(count);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns what a probe that may run instead of a method returns when the method is to run as it was written. */
    public Object original() {
        return read("ORIGINAL", Object.class);
    }

    /** Has a loader find the dispatcher: not in the first thread that comes to a probe. */
    public void showTo(ClassLoader loader) throws ClassNotFoundException {
        Class.forName(NAME, false, loader);
    }

    /**
     * Has probes of a number ask this what to call.
     *
     * @param session answers {@code {"link", point, index, type}} and {@code {"call", point, index, arguments}}
     */
    public void register(int number, Function<Object[], Object> session) {
        registered().put(number, session);
    }

    /** Has probes of a number ask nobody any more. */
    public void unregister(int number) {
        registered().remove(number);
    }

    /** Returns what sessions have registered for each other, and not for probes. */
    public Map<Integer, Function<Object[], Object>> registeredBelowZero() {
        Map<Integer, Function<Object[], Object>> all = new HashMap<Integer, Function<Object[], Object>>(registered());
        all.keySet().removeIf(new Predicate<Integer>() {
            @Override
            public boolean test(Integer number) {
                return number > 0;
            }
        });
        return all;
    }

    @SuppressWarnings("unchecked")
    private Map<Integer, Function<Object[], Object>> registered() {
        return (Map<Integer, Function<Object[], Object>>) read("PROBES", ConcurrentHashMap.class);
    }

    private Object told() {
        return read("thrown", Consumer.class);
    }

    /** All are read and set by handles of one form each: for each form the JVM makes a class of its own. */
    private Object read(String field, Class<?> fieldType) {
        try {
            return (Object) trusted.findStaticGetter(type, field, fieldType)
                    .asType(MethodType.methodType(Object.class))
                    .invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private void tell(String field, Consumer<Throwable> told) {
        try {
            trusted.findStaticSetter(type, field, Consumer.class).invokeExact((Consumer<?>) told);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
