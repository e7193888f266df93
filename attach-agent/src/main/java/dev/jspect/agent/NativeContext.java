// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.context.ContextSource;
import dev.jspect.agent.values.FieldAccess;
import dev.jspect.agent.values.FieldLayout;
import dev.jspect.agent.values.Peek;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/** Threads and fields by the native library, which {@link NativeLibrary} must have loaded. */
final class NativeContext implements ContextSource {
    /** Of a larger array, more would not be looked at anyway. */
    private static final int MOST_ELEMENTS = 1_000;

    static {
        NativeLibrary.give(NativeContext.class, NativeLibrary.CONTEXT);
    }

    private final Instrumentation instrumentation;
    private final FieldAccess fields;
    private final Peek peek;

    NativeContext(Instrumentation instrumentation, FieldAccess fields) {
        this.instrumentation = instrumentation;
        this.fields = fields;
        this.peek = new Peek(fields);
    }

    @Override
    public Thread[] platformThreads() {
        Thread[] all = allThreads();
        if (all == null) {
            throw new OutOfMemoryError("no memory to list the threads");
        }
        return all;
    }

    @Override
    public List<?> virtualThreads(long most, long[] total) {
        try {
            return new NativeFrames()
                    .virtualThreads(Class.forName("java.lang.VirtualThread", false, null), most, total);
        } catch (ClassNotFoundException beforeVirtualThreads) {
            return null;
        }
    }

    @Override
    public boolean isInterrupted(Thread thread) {
        return interrupted(thread);
    }

    @Override
    public Class<?>[] loadedClasses() {
        return instrumentation.getAllLoadedClasses();
    }

    @Override
    public boolean[] mentioning(Class<?>[] classes, byte[][] names) {
        boolean[] mentioning = new boolean[classes.length];
        if (!findMentioning(classes, names, mentioning)) {
            throw new OutOfMemoryError("no memory to look through constant pools");
        }
        return mentioning;
    }

    @Override
    public Object[][] statics(Class<?> type) {
        Object[] listed = listStatics(type);
        return listed == null ? new Object[2][0] : new Object[][] {(Object[]) listed[0], (Object[]) listed[1]};
    }

    @Override
    public Object[][] references(Object object) {
        List<Object> names = new ArrayList<Object>();
        List<Object> objects = new ArrayList<Object>();
        if (object instanceof Object[]) {
            Object[] elements = (Object[]) object;
            for (int i = 0; i < elements.length && i < MOST_ELEMENTS; i++) {
                names.add(null);
                objects.add(elements[i]);
            }
        }
        for (Class<?> type = object.getClass(); type != null && !type.isArray(); type = type.getSuperclass()) {
            FieldLayout layout = fields.layout(type);
            for (int i = 0; i < layout.size(); i++) {
                if (layout.isReference(i)) {
                    names.add(layout.name(i));
                    objects.add(fields.reference(object, layout.id(i)));
                }
            }
        }
        return new Object[][] {names.toArray(), objects.toArray()};
    }

    @Override
    public Object object(Object object, Class<?> type, String path) {
        return peek.object(object, type, path);
    }

    @Override
    public long number(Object object, Class<?> type, String path) {
        return peek.number(object, type, path);
    }

    @Override
    public long sizeOf(Object object) {
        return instrumentation.getObjectSize(object);
    }

    @Override
    public String label(ClassLoader loader) {
        return (name(loader) == null ? "" : name(loader) + " ")
                + loader.getClass().getName()
                + '@'
                + Integer.toHexString(System.identityHashCode(loader));
    }

    /** The field: {@code getName} may be the application's. */
    private String name(ClassLoader loader) {
        try {
            return (String) peek.object(loader, ClassLoader.class, "name");
        } catch (NoSuchFieldError before9) {
            return null;
        }
    }

    private static native Thread[] allThreads();

    private static native boolean interrupted(Thread thread);

    private static native boolean findMentioning(Class<?>[] classes, byte[][] names, boolean[] mentioning);

    private static native Object[] listStatics(Class<?> type);
}
