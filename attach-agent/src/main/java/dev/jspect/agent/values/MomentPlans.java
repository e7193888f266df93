// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What {@link Moment} does with objects of a class, found out once. In a thread of the application it is then a few steps. A plan is made of the JDK's own
 * arrays: the class keeps it, and no class of ours with it. Safe for use by several threads.
 */
public final class MomentPlans {
    /**
     * A plan's parts: what is done, an Integer; then the ids of references; then those of primitives, and their kinds; then the offsets of both in
     * {@link Memory}, null where one of them is not known.
     */
    static final int STEP = 0;

    static final int REFERENCES = 1;
    static final int PRIMITIVES = 2;
    static final int KINDS = 3;
    static final int REFERENCE_OFFSETS = 4;
    static final int PRIMITIVE_OFFSETS = 5;

    /** It is read later, as it is: it never changes. */
    static final int LASTS = 0;
    /** It is read now, or not at all: nobody knows by a few steps what it shows. */
    static final int REFUSE = 1;
    /** Where its fields are not shown there is nothing to take along; where they are, they are read now. */
    static final int REFUSE_FIELDS = 2;
    /** Its fields, where they are shown. */
    static final int FIELDS = 3;
    /** A part of a container of the JDK, or what is shown by its fields: the same, and as deep as what it is a part of. */
    static final int NODE = 4;
    /** A container of the JDK: its fields in any case, for at least it is shown how much is in it. */
    static final int CONTAINER = 5;
    /** The same; of its array there are as many elements taken along as will be shown. */
    static final int LIST = 6;
    /** A text or a date: what its fields refer to in any case. */
    static final int WHOLE = 7;

    /** Containers of the JDK that have nothing but fields, arrays and nodes; and classes that are shown by their fields. */
    private static final Set<String> PLAIN = new HashSet<String>(Arrays.asList(
            "java.util.ArrayDeque",
            "java.util.ArrayList",
            "java.util.Arrays",
            "java.util.Collections",
            "java.util.Date",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.Hashtable",
            "java.util.ImmutableCollections",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashSet",
            "java.util.LinkedList",
            "java.util.Optional",
            "java.util.OptionalInt",
            "java.util.OptionalLong",
            "java.util.TreeMap",
            "java.util.TreeSet",
            "java.util.Vector",
            "java.util.concurrent.ConcurrentHashMap",
            "java.util.concurrent.CopyOnWriteArrayList",
            "java.util.concurrent.atomic.AtomicBoolean",
            "java.util.concurrent.atomic.AtomicInteger",
            "java.util.concurrent.atomic.AtomicLong",
            "java.util.concurrent.atomic.AtomicReference",
            "java.lang.StringBuffer",
            "java.lang.StringBuilder"));

    private final FieldAccess live;
    private final Shapes shapes = Shapes.all();

    private final ClassValue<Object[]> plans = new ClassValue<Object[]>() {
        @Override
        protected Object[] computeValue(Class<?> type) {
            return make(type);
        }
    };

    /**
     * @param live reads objects as they are
     * @param trusted the lookup that may do everything, or null for slower ways
     */
    public MomentPlans(FieldAccess live, MethodHandles.Lookup trusted) {
        this.live = live;
        Memory.use(trusted);
    }

    FieldAccess live() {
        return live;
    }

    /** Says whether fields of a class are read by their offsets. */
    public boolean knowsOffsets(Class<?> type) {
        Object[] plan = of(type);
        return plan.length > REFERENCE_OFFSETS && plan[REFERENCE_OFFSETS] != null;
    }

    /** Returns the plan of a class that is no array's. */
    Object[] of(Class<?> type) {
        return plans.get(type);
    }

    private Object[] make(Class<?> type) {
        int step = Lasting.isOf(type) ? LASTS : step(type);
        return step < FIELDS ? new Object[] {step} : withFields(step, type);
    }

    private int step(Class<?> type) {
        Class<?> nearest = type;
        while (nearest != null && !isOfJdk(nearest)) {
            nearest = nearest.getSuperclass();
        }
        boolean own =
                nearest == null || nearest == Object.class || nearest.getName().equals("java.lang.Record");
        Shape shape = shapes.nearest(type);
        if (own && shape == null) {
            return CharSequence.class.isAssignableFrom(type) ? REFUSE : FIELDS;
        }
        if (!own && isPlain(nearest.getName())) {
            return stepOfPlain(shape);
        }
        return shape == null || shape.family == 'O' ? REFUSE_FIELDS : REFUSE;
    }

    private static int stepOfPlain(Shape shape) {
        if (shape == null || shape.family == 'O') {
            return NODE;
        }
        switch (shape.family) {
            case 'A':
                return LIST;
            case 'S':
                // A part of another list, from anywhere in it.
                return REFUSE;
            case 'F':
            case '"':
                return WHOLE;
            default:
                return CONTAINER;
        }
    }

    private static boolean isOfJdk(Class<?> type) {
        return Shapes.isOfJdk(type)
                || type.getName().startsWith("javax.")
                || type.getName().startsWith("jdk.");
    }

    /** Nodes, and views of a map, belong to the class that they lie in. */
    private static boolean isPlain(String name) {
        int inner = name.indexOf('$');
        return PLAIN.contains(inner < 0 ? name : name.substring(0, inner));
    }

    private Object[] withFields(int step, Class<?> type) {
        int all = 0;
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            all += live.layout(at).ids.length;
        }
        long[] references = new long[all];
        long[] primitives = new long[all];
        byte[] kinds = new byte[all];
        long[] referenceOffsets = new long[all];
        long[] primitiveOffsets = new long[all];
        int referenceCount = 0;
        int primitiveCount = 0;
        boolean known = true;
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            FieldLayout layout = live.layout(at);
            for (int i = 0; i < layout.ids.length; i++) {
                long offset = Memory.offset(at, layout.names[i], layout.ids[i]);
                known &= offset != Memory.NOWHERE;
                if (FieldLayout.isReference(layout.kinds[i])) {
                    referenceOffsets[referenceCount] = offset;
                    references[referenceCount++] = layout.ids[i];
                } else {
                    primitiveOffsets[primitiveCount] = offset;
                    kinds[primitiveCount] = layout.kinds[i];
                    primitives[primitiveCount++] = layout.ids[i];
                }
            }
        }
        return new Object[] {
            step,
            Arrays.copyOf(references, referenceCount),
            Arrays.copyOf(primitives, primitiveCount),
            Arrays.copyOf(kinds, primitiveCount),
            known ? Arrays.copyOf(referenceOffsets, referenceCount) : null,
            known ? Arrays.copyOf(primitiveOffsets, primitiveCount) : null
        };
    }
}
