// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads whose local variables are known by construction: in each frame of {@link #known} all follow from its {@code id}. A
 * third of the threads waits below, a third runs in a loop that gets compiled while it runs, a third calls and returns and
 * throws all the time. Arguments: how many threads, and {@code virtual} for virtual ones as well, {@code churn} for unrest.
 */
public final class Known {
    private static final LongAdder SINK = new LongAdder();

    private Known() {}

    /** An object that need not be made once this is compiled: it goes nowhere. */
    private static final class Pair {
        final int one;
        final int other;

        Pair(int one, int other) {
            this.one = one;
            this.other = other;
        }
    }

    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        int count = Integer.parseInt(args[0]);
        List<String> more = Arrays.asList(args);
        for (int i = 0; i < 30_000; i++) {
            known(i, 3, 3);
        }
        for (int i = 0; i < count; i++) {
            int kind = i % 3;
            int id = i * 1_000;
            start("known-" + i, () -> forEver(id, kind), more.contains("virtual") && i % 2 == 0);
        }
        if (more.contains("churn")) {
            Churn.start();
        }
        Ready.untilStdinEnds();
    }

    private static void start(String name, Runnable task, boolean virtual) throws ReflectiveOperationException {
        if (virtual) {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
            return;
        }
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void forEver(int id, int kind) {
        while (true) {
            try {
                SINK.add(known(id, 5, kind));
            } catch (IllegalStateException thrown) {
                SINK.increment();
            }
        }
    }

    /** At the call and in the loop, everything is still needed. */
    private static long known(int id, int depth, int kind) {
        int i = id * 7 + 1;
        long l = id * 1_000_000_007L;
        float f = id * 0.25f;
        double d = id * 0.5;
        byte b = (byte) (id * 3);
        short s = (short) (id * 5);
        char c = (char) (id * 11);
        boolean z = id % 2 != 0;
        String text = "s" + id;
        int[] array = {id, id + 1};
        List<Integer> list = Arrays.asList(id, id - 1);
        Pair pair = new Pair(id, -id);
        Object nothing = null;
        long below = depth > 0 ? known(id + 1, depth - 1, kind) : bottom(id, kind);
        long sum = i + l + (long) f + (long) d + b + s + c + (z ? 1 : 0) + text.length() + array[0] + list.get(1);
        if (kind == 2 && id % 7 == 0) {
            throw new IllegalStateException(text);
        }
        return sum + pair.one + pair.other + below + (nothing == null ? 0 : 1);
    }

    private static long bottom(int id, int kind) {
        if (kind == 0) {
            LockSupport.parkNanos(50_000_000);
            return id;
        }
        return kind == 1 ? loop(id) : id;
    }

    private static long loop(int id) {
        int i = id * 7 + 1;
        long l = id * 1_000_000_007L;
        double d = id * 0.5;
        String text = "s" + id;
        long sum = 0;
        for (int round = 0; round < 50_000_000; round++) {
            sum += (round ^ i) + (l & round);
        }
        return sum + i + l + (long) d + text.length();
    }
}
