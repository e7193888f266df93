// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

/**
 * What objects showed at one moment, for to be read later, by another thread: their fields are copied, and the arrays among them, as far as they will be
 * shown. Copied by a thread of the application, which has no time to read values. Later this stands for the memory. Not thread-safe.
 */
public final class Moment implements FieldAccess {
    /** With more, a thread would be kept for longer than a moment. */
    private static final int MOST_OBJECTS = 128;

    private static final int MOST_ELEMENTS = 1_024;

    /** Fields and elements of all of them: some hundreds of moments may wait to be read, in the target's heap. */
    private static final int MOST_COPIED = 4_096;

    private static final Object[] NO_REFERENCES = {};
    private static final long[] NO_BITS = {};

    private final MomentPlans plans;
    private final int items;
    private final int depth;
    /** The last one first. */
    private Taken taken;

    private int count;
    private int copied;
    private boolean failed;

    /** One object: its fields, or as an array itself. */
    private static final class Taken {
        final Object object;
        /** Null for an array. */
        final Object[] plan;

        Object[] references;
        long[] bits;
        /** Of an array; else the object itself. */
        Object copy;

        /** Of an array: so many of its elements will be shown. */
        int shown;

        int depth = -1;
        Taken next;

        Taken(Object object, Object[] plan) {
            this.object = object;
            this.plan = plan;
            copy = object;
        }

        int step() {
            return (Integer) plan[MomentPlans.STEP];
        }
    }

    /**
     * @param depth as {@code ValueBounds.depth}
     * @param items as {@code ValueBounds.items}
     */
    public Moment(MomentPlans plans, int depth, int items) {
        this.plans = plans;
        this.depth = depth;
        this.items = items;
    }

    /**
     * Takes along what values show now. Puts in the place of each what is to be read later, which is the same but for arrays.
     *
     * @return false when this would take too long, or needs to know more than how fields lie: then all of them must be read now
     */
    public boolean take(Object[] values) {
        Object[] copies = null;
        for (int i = 0; i < values.length && !failed; i++) {
            Object copy = take(values[i], depth, items);
            if (copy != values[i]) {
                copies = copies == null ? values.clone() : copies;
                copies[i] = copy;
            }
        }
        if (copies != null && !failed) {
            System.arraycopy(copies, 0, values, 0, copies.length);
        }
        return !failed;
    }

    /** Returns how much that was: objects, fields and elements. */
    public int taken() {
        return count + copied;
    }

    private Object take(Object value, int left, int shown) {
        if (failed || Lasting.isSimple(value)) {
            return value;
        }
        Taken known = find(value);
        if (known == null) {
            known = value.getClass().isArray() ? array(value, left, shown) : object(value, left);
            if (known == null) {
                return value;
            }
            if (count == MOST_OBJECTS) {
                failed = true;
                return value;
            }
            count++;
            known.next = taken;
            taken = known;
            if (failed) {
                return value;
            }
        }
        if (left > known.depth) {
            known.depth = left;
            descend(known, left);
        }
        return known.copy;
    }

    private Taken find(Object value) {
        Taken known = taken;
        while (known != null && known.object != value && known.copy != value) {
            known = known.next;
        }
        return known;
    }

    private Taken object(Object value, int left) {
        Object[] plan = plans.of(value.getClass());
        int step = (Integer) plan[MomentPlans.STEP];
        if (step == MomentPlans.LASTS) {
            return null;
        }
        if (step == MomentPlans.REFUSE || (step == MomentPlans.REFUSE_FIELDS && left > 0)) {
            failed = true;
            return null;
        }
        if (left == 0 && step <= MomentPlans.NODE) {
            return null;
        }
        Taken object = new Taken(value, plan);
        try {
            read(object, plan);
        } catch (Throwable e) {
            failed = true;
        }
        return object;
    }

    private void read(Taken object, Object[] plan) throws Throwable {
        Object value = object.object;
        long[] ids = (long[]) plan[MomentPlans.REFERENCES];
        long[] primitives = (long[]) plan[MomentPlans.PRIMITIVES];
        byte[] kinds = (byte[]) plan[MomentPlans.KINDS];
        long[] offsets = (long[]) plan[MomentPlans.REFERENCE_OFFSETS];
        if (!fits(ids.length + primitives.length)) {
            return;
        }
        object.references = ids.length == 0 ? NO_REFERENCES : new Object[ids.length];
        object.bits = primitives.length == 0 ? NO_BITS : new long[primitives.length];
        if (offsets != null) {
            for (int i = 0; i < ids.length; i++) {
                object.references[i] = Memory.reference(value, offsets[i]);
            }
            offsets = (long[]) plan[MomentPlans.PRIMITIVE_OFFSETS];
            for (int i = 0; i < primitives.length; i++) {
                object.bits[i] = Memory.bits(value, offsets[i], kinds[i]);
            }
            return;
        }
        for (int i = 0; i < ids.length; i++) {
            object.references[i] = plans.live().reference(value, ids[i]);
        }
        for (int i = 0; i < primitives.length; i++) {
            object.bits[i] = plans.live().bits(value, primitives[i], kinds[i]);
        }
    }

    private Taken array(Object value, int left, int shown) {
        // The length of an array stays; characters are read as a text is, however deep.
        if (left == 0 && !(value instanceof char[])) {
            return null;
        }
        Taken array = new Taken(value, null);
        array.copy = copy(value);
        array.shown = shown;
        return array;
    }

    /** Says whether so many more may be copied. */
    private boolean fits(int more) {
        copied += more;
        failed |= more > MOST_ELEMENTS || copied > MOST_COPIED;
        return !failed;
    }

    private Object copy(Object array) {
        if (array instanceof Object[] && fits(((Object[]) array).length)) {
            return ((Object[]) array).clone();
        }
        if (array instanceof byte[] && fits(((byte[]) array).length)) {
            return ((byte[]) array).clone();
        }
        if (array instanceof char[] && fits(((char[]) array).length)) {
            return ((char[]) array).clone();
        }
        if (array instanceof int[] && fits(((int[]) array).length)) {
            return ((int[]) array).clone();
        }
        if (array instanceof long[] && fits(((long[]) array).length)) {
            return ((long[]) array).clone();
        }
        if (array instanceof double[] && fits(((double[]) array).length)) {
            return ((double[]) array).clone();
        }
        // The others are rare.
        failed = true;
        return array;
    }

    private void descend(Taken from, int left) {
        if (from.plan != null) {
            Object[] references = from.references;
            boolean ofJdk = from.step() >= MomentPlans.NODE;
            // The places of a table are no elements: it may have gaps.
            int shown = from.step() == MomentPlans.LIST ? items : MOST_ELEMENTS;
            for (int i = 0; i < references.length; i++) {
                references[i] = from.step() == MomentPlans.WHOLE
                        ? take(references[i], Math.max(1, left), shown)
                        : takeMember(references[i], ofJdk, left, ofJdk ? shown : items);
            }
        } else if (from.copy instanceof Object[]) {
            Object[] elements = (Object[]) from.copy;
            boolean ofJdk = Shapes.isOfJdk(from.copy.getClass().getComponentType());
            int shown = Math.min(elements.length, from.shown);
            for (int i = 0; i < shown && !failed; i++) {
                elements[i] = takeMember(elements[i], ofJdk, left, items);
            }
        }
    }

    /** How a container of the JDK is made inside is no level of depth: its parts are taken as deep as itself. */
    private Object takeMember(Object member, boolean ofJdk, int left, int shown) {
        if (Lasting.isSimple(member)) {
            return member;
        }
        boolean part = ofJdk && isPart(member);
        return part || left > 0 ? take(member, part ? left : left - 1, shown) : member;
    }

    private boolean isPart(Object member) {
        Class<?> type = member.getClass();
        return type.isArray() || (Integer) plans.of(type)[MomentPlans.STEP] >= MomentPlans.NODE;
    }

    @Override
    public FieldLayout layout(Class<?> type) {
        return plans.live().layout(type);
    }

    @Override
    public Object reference(Object object, long id) {
        if (Lasting.is(object)) {
            return plans.live().reference(object, id);
        }
        Taken found = taken(object);
        return found.references[indexOf((long[]) found.plan[MomentPlans.REFERENCES], id)];
    }

    @Override
    public long bits(Object object, long id, byte kind) {
        if (Lasting.is(object)) {
            return plans.live().bits(object, id, kind);
        }
        Taken found = taken(object);
        return found.bits[indexOf((long[]) found.plan[MomentPlans.PRIMITIVES], id)];
    }

    @Override
    public Object identity(Object object) {
        Taken known = taken;
        while (known != null && known.copy != object) {
            known = known.next;
        }
        return known == null ? object : known.object;
    }

    private Taken taken(Object object) {
        Taken found = find(object);
        if (found == null || found.plan == null) {
            throw new NotTakenException();
        }
        return found;
    }

    private static int indexOf(long[] ids, long id) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        throw new IllegalStateException("no field " + id);
    }
}
