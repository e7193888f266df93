// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

/** How many calls there were since the last one of these, and how long they took. */
public final class CallSummary {
    /** A power of two is divided into so many parts: a time is known to 1/16 of itself. */
    private static final int PARTS = 16;

    private static final int PART_BITS = 4;

    /** How many kinds of times there are. */
    public static final int BUCKETS = 60 * PARTS;

    /** Calls that ended, by a return or an exception. */
    public final long calls;
    /** Those that ended by an exception. */
    public final long errors;
    /** The longest of those that were timed, in nanoseconds. */
    public final long maxNanos;
    /** How many took how long: by {@link #bucketOf}; of those that were timed, or what that is of all. Not copied. */
    public final long[] buckets;

    private final long timed;

    /** Each parameter as the field of its name: the buckets are of those that were timed. */
    public CallSummary(long calls, long errors, long maxNanos, long[] buckets) {
        this(calls, errors, maxNanos, buckets, sum(buckets));
    }

    private CallSummary(long calls, long errors, long maxNanos, long[] buckets, long timed) {
        this.calls = calls;
        this.errors = errors;
        this.maxNanos = maxNanos;
        this.buckets = buckets;
        this.timed = timed;
    }

    private static long sum(long[] buckets) {
        long sum = 0;
        for (long count : buckets) {
            sum += count;
        }
        return sum;
    }

    /** Returns where a time is counted: below 16 ns exactly, above that to 1/16. */
    public static int bucketOf(long nanos) {
        if (nanos < PARTS) {
            return (int) Math.max(0, nanos);
        }
        int power = 63 - Long.numberOfLeadingZeros(nanos);
        return (power - PART_BITS + 1) * PARTS + (int) ((nanos >>> (power - PART_BITS)) & (PARTS - 1));
    }

    /** Returns the shortest time that is counted there. */
    static long floorOf(int bucket) {
        if (bucket < PARTS) {
            return bucket;
        }
        int power = bucket / PARTS + PART_BITS - 1;
        return (long) (PARTS + bucket % PARTS) << (power - PART_BITS);
    }

    /** Returns how many were timed: of very many some only. */
    public long timed() {
        return timed;
    }

    /**
     * Returns how long calls took at most, but for a share of the slowest: to 1/16, and not more than the longest.
     *
     * @param share of the calls that were timed, such as 0.99
     */
    public long percentileNanos(double share) {
        long wanted = (long) Math.ceil(sum(buckets) * share);
        long seen = 0;
        for (int i = 0; i < buckets.length; i++) {
            seen += buckets[i];
            if (seen >= wanted && seen > 0) {
                return Math.min(maxNanos, i + 1 < BUCKETS ? floorOf(i + 1) : maxNanos);
            }
        }
        return maxNanos;
    }

    /** Returns these and others together: each timed call stands for as many as were made beside it. */
    public CallSummary plus(CallSummary other) {
        long[] sums = new long[BUCKETS];
        double own = weight();
        double others = other.weight();
        for (int i = 0; i < BUCKETS; i++) {
            sums[i] = Math.round(buckets[i] * own) + Math.round(other.buckets[i] * others);
        }
        return new CallSummary(
                calls + other.calls,
                errors + other.errors,
                Math.max(maxNanos, other.maxNanos),
                sums,
                timed + other.timed);
    }

    private double weight() {
        long counted = sum(buckets);
        return counted == 0 ? 1 : Math.max(1, (double) calls / counted);
    }

    /** Appends this to a body: of the buckets those that are not empty. */
    public void writeTo(BodyWriter out) {
        out.writeLong(calls).writeLong(errors).writeLong(maxNanos);
        int used = 0;
        for (long count : buckets) {
            used += count == 0 ? 0 : 1;
        }
        out.writeInt(used);
        for (int i = 0; i < buckets.length; i++) {
            if (buckets[i] != 0) {
                out.writeInt(i).writeLong(buckets[i]);
            }
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static CallSummary readFrom(BodyReader in) throws ProtocolException {
        long calls = in.readLong();
        long errors = in.readLong();
        long maxNanos = in.readLong();
        long[] buckets = new long[BUCKETS];
        for (int count = in.readCount(12); count > 0; count--) {
            int bucket = in.readInt();
            if (bucket < 0 || bucket >= BUCKETS) {
                throw new ProtocolException("bucket " + bucket + " of " + BUCKETS);
            }
            buckets[bucket] = in.readLong();
        }
        return new CallSummary(calls, errors, maxNanos, buckets);
    }
}
