// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Throws and catches again and again, with variables of all kinds in the frames that throw. */
public final class Thrower {
    private Thrower() {}

    /** What an exception must not be asked for. */
    public static final class Hostile extends RuntimeException {
        public Hostile(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public String getMessage() {
            throw new IllegalStateException("getMessage must not run");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("getCause must not run");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("toString must not run");
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("hashCode must not run");
        }
    }

    public static void main(String[] args) throws Exception {
        Thread thread = new Thread(Thrower::work, "thrower");
        thread.setDaemon(true);
        thread.start();
        Ready.untilStdinEnds();
    }

    private static void work() {
        for (int round = 1; ; round++) {
            try {
                order(round, "x" + round, Collections.singletonList("eggs"));
                Thread.sleep(20);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void order(int number, String text, List<String> items) {
        String password = "canary-7391";
        long total = (1L << 40) + number;
        double price = number + 0.5;
        char letter = (char) ('a' + number % 26);
        boolean even = number % 2 == 0;
        List<Object> kept = new ArrayList<>();
        try {
            kept.add(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            try {
                throw new Hostile("order " + number, e);
            } catch (Hostile hostile) {
                kept.add(hostile);
            }
        }
        if (kept.isEmpty() || items.isEmpty()) {
            System.out.println(password + total + price + letter + even);
        }
    }
}
