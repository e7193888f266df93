// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

/** The bytes and the time that all values of one document may take together. */
final class Budget {
    /** What a value takes on the wire besides its texts, at most. */
    static final int VALUE = 36;

    /** What a primitive takes. */
    static final int PRIMITIVE = 16;

    /** What a null takes. */
    static final int NULL = 4;

    private long start = System.nanoTime();
    private final long nanos;
    private long bytes;
    private boolean late;

    Budget(int bytes, int millis) {
        this.bytes = bytes;
        this.nanos = millis * 1_000_000L;
    }

    /** Has the time begin anew; what was spent of the bytes stays spent. */
    void restart() {
        start = System.nanoTime();
        late = false;
    }

    void spend(int spent) {
        bytes -= spent;
    }

    /** Spends what is left. */
    void exhaust() {
        bytes = 0;
    }

    /** Returns how many bytes are left. */
    int left() {
        return (int) Math.max(0, bytes);
    }

    /** Says that nothing more is to be read. */
    boolean isSpent() {
        late = late || System.nanoTime() - start >= nanos;
        return late || bytes <= 0;
    }
}
