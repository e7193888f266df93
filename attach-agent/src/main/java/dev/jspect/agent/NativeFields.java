// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.values.FieldAccess;
import dev.jspect.agent.values.FieldLayout;
import java.util.Map;
import java.util.WeakHashMap;

/** Fields by way of JVMTI and JNI. The native library must have been loaded. One a session: it remembers the layouts. */
final class NativeFields implements FieldAccess {
    private static final FieldLayout NOTHING = new FieldLayout(new String[0], new byte[0], new long[0]);

    // Weak, and a layout does not know its class: a session that lasts keeps no application from being undeployed.
    // Class.hashCode is identity, and final.
    private final Map<Class<?>, FieldLayout> layouts = new WeakHashMap<Class<?>, FieldLayout>();

    @Override
    public synchronized FieldLayout layout(Class<?> type) {
        FieldLayout known = layouts.get(type);
        if (known == null) {
            known = listed(type);
            layouts.put(type, known);
        }
        return known;
    }

    private static FieldLayout listed(Class<?> type) {
        if (isOfVm(type.getName())) {
            return NOTHING;
        }
        Object[] listed = list(type);
        if (listed == null) {
            return NOTHING;
        }
        FieldLayout all = new FieldLayout((String[]) listed[0], (byte[]) listed[1], (long[]) listed[2]);
        return type == Throwable.class ? all.without("backtrace") : all;
    }

    /** Classes whose fields hold what only the VM understands. */
    private static boolean isOfVm(String name) {
        return name.equals("java.lang.Class")
                || name.equals("java.lang.invoke.ResolvedMethodName")
                || name.equals("jdk.internal.vm.StackChunk")
                || name.endsWith(".reflect.ConstantPool");
    }

    @Override
    public Object reference(Object object, long id) {
        return readReference(object, id);
    }

    @Override
    public long bits(Object object, long id, byte kind) {
        return readBits(object, id, kind);
    }

    @Override
    public Object identity(Object object) {
        return object;
    }

    /** Returns names, first characters of descriptors and field ids of a class's instance fields, or null. */
    private static native Object[] list(Class<?> type);

    private static native Object readReference(Object object, long id);

    private static native long readBits(Object object, long id, byte kind);
}
