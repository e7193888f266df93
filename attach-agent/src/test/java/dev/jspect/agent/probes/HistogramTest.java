// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.protocol.CallSummary;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private static void call(Histogram histogram, boolean error) {
        if (histogram.timesNext()) {
            histogram.add(100, error);
        } else {
            histogram.add(error);
        }
    }

    @Test
    void timesEachOfAFewCalls() {
        Histogram histogram = new Histogram();
        for (int i = 0; i < 100; i++) {
            call(histogram, i % 10 == 0);
        }

        CallSummary summary = histogram.takeNew();
        assertEquals(100, summary.calls);
        assertEquals(100, summary.timed());
        assertEquals(10, summary.errors);
        assertEquals(100, summary.maxNanos);
    }

    @Test
    void countsAllOfVeryManyAndTimesSome() {
        Histogram histogram = new Histogram();
        int million = 1_000_000;
        // It finds out how many there are as the tool asks.
        for (int i = 0; i < million; i++) {
            call(histogram, false);
        }
        CallSummary first = histogram.takeNew();
        for (int i = 0; i < million; i++) {
            call(histogram, i % 4 == 0);
        }
        CallSummary second = histogram.takeNew();

        assertEquals(million, first.timed());
        assertEquals(million, second.calls);
        assertEquals(million / 4, second.errors);
        assertTrue(second.timed() > 0 && second.timed() <= million / 2, () -> second.timed() + " timed");
        assertEquals(2L * million, histogram.calls());
        assertEquals(100, second.maxNanos);
    }
}
