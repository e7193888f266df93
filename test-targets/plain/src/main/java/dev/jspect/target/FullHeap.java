// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * Fills its heap, with {@code -Xmx32m}, throws while it is full, and empties it: again and again, as soon as the class is there that its first
 * argument names. Tells how often on {@code stdout}. Keeps it full for as many milliseconds as its second argument says.
 */
public final class FullHeap {
    private static int rounds;

    private FullHeap() {}

    public static void main(String[] args) throws IOException {
        Thread fills = new Thread(() -> work(args[0], Long.parseLong(args[1])), "fills");
        fills.setDaemon(true);
        fills.start();
        Ready.untilStdinEnds();
    }

    private static void work(String awaited, long millis) {
        while (!BootClass.isThere(awaited)) {
            LockSupport.parkNanos(50_000_000);
        }
        Object[] all = {null};
        while (true) {
            try {
                fill(all);
                for (int i = 0; i < 1_000; i++) {
                    all[0] = toss(all[0]);
                }
                LockSupport.parkNanos(millis * 1_000_000);
            } catch (OutOfMemoryError full) {
                all[0] = null;
            } catch (RuntimeException | Error odd) {
                // To tell it needs memory.
                all[0] = null;
                System.err.println("ALIEN " + odd);
            }
            all[0] = null;
            tell();
        }
    }

    /** What was just captured holds its variables, and what they refer to, for a moment more. */
    private static void tell() {
        try {
            rounds++;
            System.out.println("round " + rounds);
        } catch (OutOfMemoryError full) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void fill(Object[] all) {
        int size = 1 << 20;
        while (size > 1024) {
            try {
                all[0] = new Object[] {all[0], new byte[size]};
            } catch (OutOfMemoryError full) {
                size >>= 4;
            }
        }
    }

    private static Object toss(Object chain) {
        try {
            throw new IllegalStateException("full");
        } catch (IllegalStateException expected) {
            return new Object[] {chain, expected};
        }
    }
}
