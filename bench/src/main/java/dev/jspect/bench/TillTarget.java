// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * The target of {@link ProbeCost}: calls two methods that are the same, of two classes, and answers with the picoseconds that a call took. Commands:
 * {@code loop SAMPLES} answers with the medians of {@link Till} and {@link OtherTill}; {@code burst quote|price|total BURSTS SIZE MICROS} with
 * the median and the mean of bursts with pauses in between.
 */
final class TillTarget {
    private static final String[] ARTICLES = {
        "eggs, fresh ones", "milk, whole litre", "salt, very rough", "rice, short grain"
    };
    private static final int CALLS = 200_000;

    private final Till till = new Till();
    private final OtherTill other = new OtherTill();
    /** What was computed, so that no compiler leaves it out. */
    int result;

    long sink;

    private TillTarget() {}

    public static void main(String[] args) throws IOException {
        TillTarget target = new TillTarget();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(target.answer(line.split(" ", -1)));
        }
    }

    private String answer(String[] words) {
        if (words[0].equals("loop")) {
            return looped(Integer.parseInt(words[1]));
        }
        return bursts(
                words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]), Long.parseLong(words[4]) * 1_000);
    }

    /** In turns, so that what else the machine does hits both. */
    private String looped(int samples) {
        long[] watched = new long[samples];
        long[] others = new long[samples];
        for (int i = 0; i < samples; i++) {
            watched[i] = tillLoop();
            others[i] = otherLoop();
        }
        return median(watched, CALLS) + " " + median(others, CALLS);
    }

    private long tillLoop() {
        int sum = 0;
        long begun = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            sum += till.price(i, ARTICLES[i & 3]);
        }
        long took = System.nanoTime() - begun;
        result += sum;
        return took;
    }

    private long otherLoop() {
        int sum = 0;
        long begun = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            sum += other.price(i, ARTICLES[i & 3]);
        }
        long took = System.nanoTime() - begun;
        result += sum;
        return took;
    }

    private String bursts(String method, int bursts, int size, long pause) {
        Basket[] baskets = new Basket[16];
        for (int i = 0; i < baskets.length; i++) {
            baskets[i] = new Basket(i);
        }
        long[] took = new long[bursts];
        long sum = 0;
        long next = System.nanoTime();
        for (int i = 0; i < bursts; i++) {
            next += pause;
            for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            // What the pause has put out of the caches is none of what we measure.
            sink += burst(method, baskets, size / 4);
            took[i] = burst(method, baskets, size);
            sum += took[i];
        }
        return median(took, size) + " " + sum * 1_000 / ((long) size * bursts);
    }

    private long burst(String method, Basket[] baskets, int size) {
        switch (method) {
            case "quote":
                return quotes(size);
            case "price":
                return prices(size);
            default:
                return totals(baskets, size);
        }
    }

    private long quotes(int size) {
        int sum = 0;
        long begun = System.nanoTime();
        for (int i = 0; i < size; i++) {
            sum += Till.quote(i, ARTICLES[i & 3]);
        }
        long took = System.nanoTime() - begun;
        result += sum;
        return took;
    }

    private long prices(int size) {
        int sum = 0;
        long begun = System.nanoTime();
        for (int i = 0; i < size; i++) {
            sum += till.price(i, ARTICLES[i & 3]);
        }
        long took = System.nanoTime() - begun;
        result += sum;
        return took;
    }

    private long totals(Basket[] baskets, int size) {
        int sum = 0;
        long begun = System.nanoTime();
        for (int i = 0; i < size; i++) {
            sum += till.total(baskets[i & 15]);
        }
        long took = System.nanoTime() - begun;
        result += sum;
        return took;
    }

    private static long median(long[] nanos, int calls) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] * 1_000 / calls;
    }
}
