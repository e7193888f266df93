// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A few objects with private parts, to evaluate snippets on. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Snippets use them.
public final class Shop {
    private static final Shop INSTANCE = new Shop();
    private static int soldToday = 7;

    private final List<String> articles = new ArrayList<>(Arrays.asList("apple", "bread"));
    private int total = 41;

    private Shop() {}

    public static void main(String[] args) throws IOException {
        Ready.untilStdinEnds();
    }

    private static String priceOf(int cents) {
        return cents + " ct";
    }

    /** Never returns, nor asks whether it should. */
    static void spin() {
        long turns = 0;
        while (turns >= 0) {
            turns = (turns + 1) & 0xff;
        }
    }

    private String describe(String prefix) {
        return prefix + articles + total;
    }

    /** Not to be seen from outside of its package. */
    static final class Shelf {
        private final int width;

        Shelf(int width) {
            this.width = width;
        }

        private int area() {
            return width * width;
        }
    }

    /** Cannot be described. */
    static final class Shy {
        @Override
        public String toString() {
            throw new IllegalStateException("ask somebody else");
        }
    }
}
