// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

/** Starts threads that end with an exception which nobody catches, among many that are caught. */
public final class Doomed {
    private Doomed() {}

    public static void main(String[] args) throws Exception {
        Thread thread = new Thread(Doomed::work, "parent");
        thread.setDaemon(true);
        thread.start();
        Ready.untilStdinEnds();
    }

    private static void work() {
        // Constructed before anybody watches, most likely.
        RuntimeException old = new IllegalStateException("old");
        for (int round = 1; ; round++) {
            int number = round;
            Thread doomed = new Thread(() -> end(number, old), "doomed-" + round);
            doomed.start();
            try {
                doomed.join();
                Thread.sleep(50);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void end(int number, RuntimeException old) {
        String order = "order-" + number;
        try {
            Integer.parseInt(order);
        } catch (NumberFormatException e) {
            if (number % 2 == 0) {
                throw old;
            }
            throw new IllegalStateException("doomed " + order, e);
        }
    }
}
