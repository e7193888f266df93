// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RateTest {
    private static final long SECOND = 1_000_000_000;

    private static int passing(Rate rate, long from, long to, long step) {
        int passed = 0;
        for (long now = from; now < to; now += step) {
            passed += rate.passes(now) ? 1 : 0;
        }
        return passed;
    }

    @Test
    void letsABurstPassAndNoMore() {
        Rate rate = new Rate(5, 0);

        assertEquals(5, passing(rate, 0, 1_000, 1));
        assertFalse(rate.passes(1_000));
    }

    @Test
    void keepsToItOverTime() {
        Rate rate = new Rate(5, 0);

        int passed = passing(rate, 0, 60 * SECOND, SECOND / 1_000);

        assertTrue(passed >= 300 && passed <= 305, passed + " in a minute");
    }

    @Test
    void savesUpNoMoreThanOneSecond() {
        Rate rate = new Rate(5, 0);

        assertEquals(5, passing(rate, 100 * SECOND, 100 * SECOND + 1_000, 1));
    }

    /** System.nanoTime may begin anywhere, and overflow. */
    @Test
    void survivesTheEndOfNumbers() {
        Rate rate = new Rate(2, Long.MAX_VALUE - SECOND / 2);

        assertEquals(2, passing(rate, Long.MAX_VALUE - 10, Long.MAX_VALUE, 1));
        assertTrue(rate.passes(Long.MIN_VALUE + SECOND));
    }
}
