// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Calls methods of all kinds again and again, with what follows from a number. Says what it sees of itself on stdout when that is not as written. */
public final class Calls {
    private static final LongAdder SINK = new LongAdder();

    private final String name;
    private int done;

    Calls(String name) {
        this.name = name;
    }

    /** What must not be asked for anything. */
    static final class Hostile {
        final int number;

        Hostile(int number) {
            this.number = number;
        }

        @Override
        public String toString() {
            throw new IllegalStateException("toString must not run");
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("hashCode must not run");
        }

        @Override
        public boolean equals(Object other) {
            throw new IllegalStateException("equals must not run");
        }
    }

    public static void main(String[] args) throws Exception {
        Thread thread = new Thread(Calls::work, "caller");
        thread.setDaemon(true);
        thread.start();
        Ready.untilStdinEnds();
    }

    private static void work() {
        Calls calls = new Calls("one");
        for (int number = 0; true; number++) {
            check(calls.place(number, "n" + number, getPassword()) == number + 1, "place");
            check(
                    sum(number, 1L << 40, 0.5f, number / 2.0, (byte) 3, (short) 4, 'x', true) == number + (1L << 40),
                    "sum");
            check(over(number) == number, "over");
            check(over("x" + number).length() > 1, "over");
            List<Integer> list = new ArrayList<>();
            list.add(number);
            grow(list);
            try {
                fail(new Hostile(number));
                check(false, "fail");
            } catch (IllegalStateException expected) {
                check(expected.getMessage().startsWith("no "), "fail");
            }
            recurse(3);
            check(lines(number) == 6L * number, "lines");
            check(new Point(number, -number).y == -number, "Point");
            Runnable lambda = () -> calls.done++;
            lambda.run();
            if (number % 10 == 0) {
                new Thread(() -> SINK.increment(), "started-" + number).start();
            }
            pause();
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            System.out.println("WRONG: " + what);
        }
    }

    static String getPassword() {
        return "hunter" + 2;
    }

    private int place(int number, String text, String password) {
        done++;
        check(text.startsWith("n") && password.length() == 7 && name.equals("one"), "arguments");
        return number + 1;
    }

    static long sum(int i, long l, float f, double d, byte b, short s, char c, boolean z) {
        return z ? i + l : 0;
    }

    static int over(int number) {
        return number;
    }

    static String over(String text) {
        return text;
    }

    /** Changes what it was called with. */
    static Map<String, List<Integer>> grow(List<Integer> list) {
        list.add(list.get(0) + 1);
        Map<String, List<Integer>> map = new HashMap<>();
        map.put("grown", list);
        return map;
    }

    static void fail(Hostile hostile) {
        throw new IllegalStateException("no " + hostile.number, new NumberFormatException("cause"));
    }

    static int recurse(int depth) {
        return depth == 0 ? 0 : 1 + recurse(depth - 1);
    }

    /** Its lines are watched: {@code // line: NAME} names one. */
    static long lines(int number) {
        long total = 0;
        for (int round = 0; round < 3; round++) {
            String part = "r" + round;
            total += part.length() * (long) number; // line: total
        }
        List<Integer> all = new ArrayList<>();
        all.add(number);
        all.forEach(each -> SINK.add(each)); // line: lambda
        return total;
    }

    /** A constructor with code before the one that it calls. */
    static class Point {
        final int x;
        final int y;

        Point(int x, int y) {
            this(x > 0 ? "a" + x : "b", y);
        }

        private Point(String x, int y) {
            this.x = x.length();
            this.y = y;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
