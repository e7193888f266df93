// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

/** What one answer may take of the target: time, and memory until it is sent. Not thread-safe. */
final class Allowance {
    private static final int BYTES = 6 << 20;
    private static final long MILLI = 1_000_000;

    private final long end;
    private int bytes = BYTES;

    /**
     * @param millis the time, from now
     */
    Allowance(int millis) {
        end = System.nanoTime() + millis * MILLI;
    }

    /** Counts what an entry takes, beside its value. */
    void spend(String... texts) {
        bytes -= 64;
        for (String text : texts) {
            bytes -= text == null ? 0 : text.length();
        }
    }

    boolean isSpent() {
        return bytes <= 0 || isOver();
    }

    /** Says whether its time is over. */
    boolean isOver() {
        return System.nanoTime() - end > 0;
    }
}
