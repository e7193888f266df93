// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

import dev.jspect.protocol.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What keys are called: thread-locals have no names, but nearly all of them are held by a static field. Only classes are looked at in whose constant pool
 * such a field's type is: to list the fields of all classes would leave something of each in the JVM for good.
 */
final class KeyNames implements Names {
    private static final String SCOPED_VALUE = "java.lang.ScopedValue";

    private static final Set<String> NAMELESS = new HashSet<String>(Arrays.asList(
            "java.lang.ThreadLocal",
            "java.lang.ThreadLocal$SuppliedThreadLocal",
            "java.lang.InheritableThreadLocal",
            SCOPED_VALUE));

    /** Between two looks at the clock. */
    private static final int CLASSES_AT_ONCE = 500;

    private final ContextSource source;
    private final Allowance allowance;
    private final Class<?>[] classes;
    private final byte[][] descriptors;
    private final IdentityHashMap<Object, String[]> names = new IdentityHashMap<Object, String[]>();
    private boolean knowsBoot;
    private boolean complete = true;

    /**
     * Looks for them.
     *
     * @param holders classes whose static fields hold objects that hold keys
     */
    KeyNames(ContextSource source, List<String> holders, Allowance allowance) {
        this.source = source;
        this.allowance = allowance;
        classes = source.loadedClasses();
        descriptors = descriptors(classes);
        look(false, new HashSet<String>(holders));
    }

    private void look(boolean ofBootLoader, Set<String> holders) {
        List<Class<?>> some = new ArrayList<Class<?>>();
        for (Class<?> type : classes) {
            // HotSpot before JDK 15 crashes at the constant pools of its anonymous classes (JEP 371), which have a
            // slash in their names.
            boolean isWhole = !type.isArray() && type.getName().indexOf('/') < 0;
            if (isWhole && (type.getClassLoader() == null) == ofBootLoader) {
                some.add(type);
            }
        }
        for (int from = 0; from < some.size() && !allowance.isOver(); from += CLASSES_AT_ONCE) {
            look(
                    some.subList(from, Math.min(some.size(), from + CLASSES_AT_ONCE))
                            .toArray(new Class<?>[0]),
                    holders);
        }
        complete &= !allowance.isOver();
    }

    @Override
    public boolean mayHaveName(Object key) {
        return !complete;
    }

    /** Says whether there was time to look at all classes: else a key without a name may have one. */
    boolean isComplete() {
        return complete;
    }

    private void look(Class<?>[] some, Set<String> holders) {
        boolean[] mentioning = source.mentioning(some, descriptors);
        for (int i = 0; i < some.length; i++) {
            boolean holds = holders.contains(some[i].getName());
            if (mentioning[i] || holds) {
                addStatics(some[i], holds);
            }
        }
    }

    /** Returns the class whose static field holds a key, and that field or the way from it; or null. The JDK's own are looked at only for keys that have no name else. */
    @Override
    public String[] of(Object key) {
        String[] name = names.get(key);
        if (name == null && !knowsBoot && NAMELESS.contains(key.getClass().getName())) {
            knowsBoot = true;
            look(true, Collections.<String>emptySet());
            name = names.get(key);
        }
        return name;
    }

    /** Of fields that may hold a key, but for those of a type that has no name in source code. */
    private static byte[][] descriptors(Class<?>[] classes) {
        Set<String> types = new LinkedHashSet<String>();
        for (Class<?> type : classes) {
            if (isKeys(type) && type.getName().indexOf('/') < 0) {
                types.add('L' + type.getName().replace('.', '/') + ';');
            }
        }
        List<byte[]> all = new ArrayList<byte[]>();
        for (String type : types) {
            all.add(Protocol.utf8(type));
        }
        return all.toArray(new byte[0][]);
    }

    private void addStatics(Class<?> type, boolean isHolder) {
        Object[][] statics = source.statics(type);
        for (int i = 0; i < statics[0].length; i++) {
            Object held = statics[1][i];
            if (isKey(held)) {
                add(held, type, (String) statics[0][i]);
            } else if (isHolder && held != null) {
                addFields(held, type, (String) statics[0][i]);
            }
        }
    }

    private void addFields(Object holder, Class<?> type, String field) {
        Object[][] fields = source.references(holder);
        for (int i = 0; i < fields[0].length; i++) {
            if (isKey(fields[1][i])) {
                add(fields[1][i], type, field + '.' + fields[0][i]);
            }
        }
    }

    private void add(Object key, Class<?> type, String field) {
        if (!names.containsKey(key)) {
            names.put(key, new String[] {type.getName(), field});
        }
    }

    private static boolean isKey(Object object) {
        return object != null && isKeys(object.getClass());
    }

    private static boolean isKeys(Class<?> type) {
        return ThreadLocal.class.isAssignableFrom(type)
                || type.getName().equals(SCOPED_VALUE)
                || FastLocals.isKey(type);
    }
}
