// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.util.concurrent.CountDownLatch;

/** As many threads as its argument says, {@code throng-0} and so on, each parked with variables of its own. */
public final class Throng {
    private static final int STACK_BYTES = 128 << 10;

    private Throng() {}

    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[0]);
        CountDownLatch arrived = new CountDownLatch(count);
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < count; i++) {
            int number = i;
            Thread thread = new Thread(null, () -> stand(number, arrived, end), "throng-" + i, STACK_BYTES);
            thread.setDaemon(true);
            thread.start();
        }
        arrived.await();
        Ready.untilStdinEnds();
    }

    private static void stand(int number, CountDownLatch arrived, CountDownLatch end) {
        String ticket = "ticket " + number;
        arrived.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(ticket, e);
        }
        System.out.println(ticket + number);
    }
}
