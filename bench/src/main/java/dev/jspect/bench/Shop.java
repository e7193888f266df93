// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A target that does what it is told: a line of stdin is a command, a line of stdout its answer. Ends when stdin does. */
public final class Shop {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Orders orders = new Orders();
    private final Ticker ticker = new Ticker();
    private int number;
    private int unitsOfWork;
    private volatile int done;

    private Shop() {}

    public static void main(String[] args) throws IOException {
        Shop shop = new Shop();
        shop.ticker.start();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(shop.answer(line.split(" ", -1)));
        }
    }

    private String answer(String[] words) throws IOException {
        switch (words[0]) {
            case "throw":
                return thrown(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
            case "calibrate":
                return calibrate(Integer.parseInt(words[1]));
            case "work":
                long begun = System.nanoTime();
                long before = THREADS.getCurrentThreadCpuTime();
                long count = work(Integer.parseInt(words[1]) * SECOND);
                long worked = THREADS.getCurrentThreadCpuTime() - before;
                return count * SECOND / (System.nanoTime() - begun) + " " + worked / count;
            case "memory":
                return memory();
            case "pause":
                return String.valueOf(ticker.longest());
            case "cpu":
                return String.valueOf(cpu());
            default:
                return "unknown: " + words[0];
        }
    }

    /**
     * Constructs so many exceptions, so many a second; answers with the median and the 99th percentile of the nanoseconds each took.
     *
     * @param atOnce so many follow each other at once, then there is a pause
     */
    private String thrown(int count, int perSecond, int atOnce) {
        long[] took = new long[count];
        long next = System.nanoTime();
        for (int i = 0; i < count; i++) {
            next += i % atOnce == 0 ? atOnce * SECOND / perSecond : 0;
            for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            took[i] = orders.take(number++);
        }
        Arrays.sort(took);
        return took[count / 2] + " " + took[(int) (count * 0.99)];
    }

    /** Finds the work between two exceptions with which one thread throws so many a second, of those that it has for itself. */
    private String calibrate(int perSecond) {
        for (int round = 0; round < 8; round++) {
            unitsOfWork = Math.max(1, unitsOfWork);
            long before = THREADS.getCurrentThreadCpuTime();
            double nanos = 1 / (double) work(SECOND / 2) * (THREADS.getCurrentThreadCpuTime() - before);
            double withoutAny = nanos - unitsOfWork * nanosPerUnit();
            unitsOfWork = (int) Math.max(1, ((double) SECOND / perSecond - withoutAny) / nanosPerUnit());
        }
        return unitsOfWork + " " + done;
    }

    private double nanosPerUnit() {
        int units = 20_000_000;
        long before = THREADS.getCurrentThreadCpuTime();
        unit(units);
        return (double) (THREADS.getCurrentThreadCpuTime() - before) / units;
    }

    /** Works for so long, an exception after each bit of work; returns how many. */
    private long work(long nanos) {
        long begun = System.nanoTime();
        long count = 0;
        while (System.nanoTime() - begun < nanos) {
            for (int i = 0; i < 100; i++) {
                unit(unitsOfWork);
                orders.take(number++);
                count++;
            }
        }
        return count;
    }

    private void unit(int units) {
        int value = number;
        for (int i = 0; i < units; i++) {
            value = value * 1_664_525 + 1_013_904_223;
        }
        done = value;
    }

    /** The heap after a collection, the rest that the JVM counts, and what the process has in memory, in KB. */
    private static String memory() throws IOException {
        // Twice: what the first collection finds unreachable through references goes with the second.
        System.gc();
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
        long other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed() / 1024;
        String rss = "0";
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                rss = line.replaceAll("\\D", "");
            }
        }
        return heap + " " + other + " " + rss;
    }

    /** What this process has worked, in nanoseconds. */
    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
