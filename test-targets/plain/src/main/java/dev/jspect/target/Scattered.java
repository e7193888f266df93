// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Virtual threads in whose frames of {@link #held} no object is made that the source makes there: compiled code keeps their fields in
 * pieces. It is ready when that is so, by what a call allocates. Half of the threads wait, half run. Arguments: how many, and {@code
 * still} for those that all stand for ever, so nobody comes to that code any more.
 */
public final class Scattered {
    /** Before JDK 22 one that may be either of two is made. */
    private static final int MOST_BYTES_A_CALL = 32;

    private static final int CALLS = 20_000;
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final String[] KEPT = new String[16];
    private static final String[] MAYBE = new String[16];

    /** Four ways to go on: none of them is compiled into the method that calls. */
    private static final Stand[] STANDS = {new Waits(), new Runs(), new Returns(), new Stays()};

    private static final int STAYS = 3;
    private static final AtomicInteger STAYING = new AtomicInteger();

    private Scattered() {}

    private interface Stand {
        long stand(int id);
    }

    private static final class Waits implements Stand {
        @Override
        public long stand(int id) {
            LockSupport.parkNanos(50_000_000);
            return id;
        }
    }

    private static final class Runs implements Stand {
        @Override
        public long stand(int id) {
            long sum = 0;
            for (int round = 0; round < 50_000_000; round++) {
                sum += round ^ id;
            }
            return sum;
        }
    }

    private static final class Returns implements Stand {
        @Override
        public long stand(int id) {
            return id;
        }
    }

    private static final class Stays implements Stand {
        @Override
        public long stand(int id) {
            STAYING.incrementAndGet();
            while (true) {
                LockSupport.park();
            }
        }
    }

    /** Nothing looks it up, and nobody may. */
    private static final class Unseen {}

    private interface Marked {}

    private interface MarkedTwice extends Marked {}

    /** In the object its fields have another order than here. */
    private static class Base implements MarkedTwice {
        final byte small;
        final long wide;
        final Object kept;
        final short brief;
        Unseen unseen;

        Base(byte small, long wide, Object kept, short brief) {
            this.small = small;
            this.wide = wide;
            this.kept = kept;
            this.brief = brief;
        }
    }

    /** So have those of this one, and some may lie between those of the other. */
    private static final class Derived extends Base {
        final boolean flag;
        final String text;
        final double real;
        final char letter;
        final int number;
        final float single;
        final Marked within;
        final CharSequence maybe;
        final Comparable<?>[] words;
        final Serializable stored;

        Derived(int id, Object kept, String text, Base within, String[] words) {
            super((byte) (id * 3), id * 1_000_000_007L, kept, (short) (id * 5));
            this.flag = id % 2 != 0;
            this.text = text;
            this.real = id * 0.5;
            this.letter = (char) (id * 11);
            this.number = id * 7 + 1;
            this.single = id * 0.25f;
            this.within = within;
            this.maybe = MAYBE[id & 15];
            this.words = words;
            this.stored = words;
        }

        long sum() {
            return small
                    + wide
                    + brief
                    + (flag ? 1 : 0)
                    + (long) real
                    + letter
                    + number
                    + (long) single
                    + text.length()
                    + (unseen == null ? 1 : 0);
        }
    }

    private static final class Pair {
        final Pair next;
        final int value;

        Pair(Pair next, int value) {
            this.next = next;
            this.value = value;
        }
    }

    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        for (int i = 0; i < KEPT.length; i++) {
            KEPT[i] = "kept-" + i;
            MAYBE[i] = i == 0 ? null : KEPT[i];
        }
        long begun = System.nanoTime();
        while (bytesOfACall() > MOST_BYTES_A_CALL) {
            if (System.nanoTime() - begun > PATIENCE_NANOS) {
                throw new IllegalStateException("compiled code makes its objects");
            }
        }
        int count = Integer.parseInt(args[0]);
        boolean isStill = args.length > 1;
        for (int i = 0; i < count; i++) {
            int id = i * 1_000;
            int kind = isStill ? STAYS : i % 2;
            Runnable task = () -> forEver(id, kind);
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        }
        while (isStill && STAYING.get() < count) {
            LockSupport.parkNanos(1_000_000);
        }
        Ready.untilStdinEnds();
    }

    private static long bytesOfACall() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long sum = 0;
        long before = threads.getThreadAllocatedBytes(self);
        for (int i = 0; i < CALLS; i++) {
            sum += held(i, 2);
        }
        long after = threads.getThreadAllocatedBytes(self);
        // The others are called, too, or they would be compiled into it.
        held((int) sum, 0);
        held((int) sum, 1);
        return (after - before) / CALLS;
    }

    private static void forEver(int id, int kind) {
        while (true) {
            held(id, kind);
        }
    }

    /** After the call, everything is still needed but the kind. */
    private static long below(int id, int kind, Pair passed, Object array) {
        long below = STANDS[kind].stand(id);
        return below + id + passed.value + (passed.next == null ? 0 : 1) + ((int[]) array)[0];
    }

    /** After the call, everything is still needed. */
    private static long held(int id, int kind) {
        String kept = KEPT[id & 15];
        Base base = new Base((byte) (id * 3), id * 1_000_000_007L, kept, (short) (id * 5));
        String[] words = {kept, "two"};
        Derived derived = new Derived(id, kept, kept, base, words);
        int[] ints = {id, id + 1, -id};
        long[] longs = {id * 1_000_000_007L, -id};
        byte[] bytes = {(byte) id, (byte) (id * 3), 1};
        double[] doubles = {id * 0.5, 2.25};
        Object[] mixed = {kept, null, id + 1_000, base};
        Number boxed = Long.valueOf(id + 1_000_000L);
        Pair nested = new Pair(new Pair(null, id), id + 1);
        Pair either;
        if (id % 2 == 0) {
            either = new Pair(null, id);
        } else {
            either = new Pair(null, -id);
        }
        String nothing = id == Integer.MIN_VALUE ? kept : null;
        long below = below(id, kind, new Pair(null, id), new int[] {id});
        long sum = below + derived.sum() + base.wide + ints[0] + ints[1] + ints[2] + longs[0] + longs[1];
        sum += bytes[0]
                + bytes[1]
                + bytes[2]
                + (long) doubles[0]
                + (long) doubles[1]
                + boxed.longValue()
                + nested.value;
        sum += nested.next.value + either.value + (either.next == null ? 0 : 1) + (nothing == null ? 0 : 1);
        sum += (derived.maybe == null ? 1 : 0)
                + words.length
                + (words == derived.words ? 1 : 0)
                + (words == derived.stored ? 1 : 0);
        return sum
                + (mixed[1] == null ? 1 : 0)
                + (Integer) mixed[2]
                + (mixed[0] == derived.kept ? 1 : 0)
                + (mixed[3] == derived.within ? 1 : 0);
    }
}
