// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.util.concurrent.CountDownLatch;

/** A thread whose stack needs more than 80 columns, and less than 200. */
public final class LongNames {
    private LongNames() {}

    public static void main(String[] args) throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        Thread thread = new Thread(() -> walksForAsLongAsTheLineOfTheTerminalIs(arrived), "longs");
        thread.setDaemon(true);
        thread.start();
        arrived.await();
        Ready.untilStdinEnds();
    }

    private static void walksForAsLongAsTheLineOfTheTerminalIs(CountDownLatch arrived) {
        arrived.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
