// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Refuses orders, eight frames down: each frame with variables of its own, references and primitives, and inlined as the compiler likes. */
final class Orders {
    private static final Map<String, Integer> PRICES = Map.of("eggs", 3, "milk", 2, "salt", 1);

    /** How long the last exception took to be constructed, in nanoseconds. */
    private long constructed;

    private long refused;

    /** Takes an order that is refused; returns how long it took to construct the exception, in nanoseconds. */
    long take(int number) {
        String text = "ann dozen " + number % 100;
        boolean urgent = number % 3 == 0;
        long received = refused + number;
        try {
            refused -= accept(number, text) + received;
        } catch (OrderException e) {
            refused += urgent ? 1 : 2;
        }
        return constructed;
    }

    private long accept(int number, String text) {
        String customer = text.substring(0, 3);
        String rest = text.substring(4);
        int length = text.length();
        return register(number, customer, rest) + length;
    }

    private long register(int number, String customer, String rest) {
        List<String> words = new ArrayList<>();
        int space = rest.indexOf(' ');
        words.add(rest.substring(0, space));
        words.add(rest.substring(space + 1));
        boolean known = customer.startsWith("a");
        long total = price(customer, words, known ? 0.9 : 1.0);
        return total + number + words.size() + (known ? 1 : 0);
    }

    private long price(String customer, List<String> words, double discount) {
        long sum = 0;
        for (String word : words) {
            char first = word.charAt(0);
            sum += (long) (discount * line(word, first, sum)) + customer.length();
        }
        return sum;
    }

    private int line(String word, char first, long before) {
        Object[] seen = {word, first};
        int weight = word.length() * 100;
        return find(word, weight) + seen.length + (int) before;
    }

    private int find(String word, int weight) {
        Integer price = PRICES.get(word);
        float share = weight / 7f;
        return checked(word, price, share) + (int) share;
    }

    private int checked(String word, Integer price, float share) {
        String message = "no such article";
        long code = 0x7fff_0000_0000L + word.length();
        if (price == null) {
            throw refusal(message, code);
        }
        return price + (int) share;
    }

    private OrderException refusal(String message, long code) {
        int kind = (int) (code & 7);
        String reason = kind < 4 ? message : "no such thing";
        long begun = System.nanoTime();
        OrderException made = new OrderException(reason);
        constructed = System.nanoTime() - begun;
        return made;
    }
}
