// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class CallSummaryTest {
    private static CallSummary of(long... nanos) {
        long[] buckets = new long[CallSummary.BUCKETS];
        long max = 0;
        for (long each : nanos) {
            buckets[CallSummary.bucketOf(each)]++;
            max = Math.max(max, each);
        }
        return new CallSummary(nanos.length, 0, max, buckets);
    }

    @Test
    void eachTimeIsCountedWhereItBelongs() {
        for (long nanos = 0; nanos < 1L << 59; nanos += nanos / 16 + 1) {
            int bucket = CallSummary.bucketOf(nanos);

            assertTrue(CallSummary.floorOf(bucket) <= nanos, nanos + " in " + bucket);
            assertTrue(nanos < CallSummary.floorOf(bucket + 1), nanos + " in " + bucket);
            assertTrue(
                    CallSummary.floorOf(bucket + 1) - CallSummary.floorOf(bucket) <= Math.max(1, nanos / 16),
                    nanos + " in " + bucket);
        }
    }

    @Test
    void percentilesAreNeverTooLow() {
        CallSummary summary = of(100, 200, 300, 400, 1_000, 2_000, 3_000, 4_000, 50_000, 1_000_000);

        assertEquals(1_000_000, summary.percentileNanos(1));
        assertEquals(1_000_000, summary.percentileNanos(0.99));
        assertTrue(summary.percentileNanos(0.5) >= 1_000 && summary.percentileNanos(0.5) <= 1_063);
        assertTrue(summary.percentileNanos(0.9) >= 50_000 && summary.percentileNanos(0.9) <= 53_125);
        assertEquals(7, of(7).percentileNanos(0.5));
    }

    @Test
    void comesOverTheWireAsItWas() throws ProtocolException {
        CallSummary sent = of(1, 20, 300, 300, 1L << 40).plus(of(5));
        BodyWriter out = new BodyWriter();
        sent.writeTo(out);
        BodyReader in = new BodyReader(out.toByteArray());
        CallSummary read = CallSummary.readFrom(in);

        in.end();
        assertEquals(sent.calls, read.calls);
        assertEquals(6, read.calls);
        assertEquals(1L << 40, read.maxNanos);
        assertEquals(sent.percentileNanos(0.5), read.percentileNanos(0.5));
    }
}
