// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a target that throws 50,000 exceptions a second loses to jspect, what it keeps in memory, and for how long it stands still. */
final class Throughput {
    private static final int EXCEPTIONS_A_SECOND = 50_000;

    private final Path root;
    private final int seconds;
    private double alone;
    private double watched;
    private double aloneCpu;
    private double watchedCpu;

    Throughput(Path root, Plan plan) {
        this.root = root;
        // Half of it each time.
        seconds = Math.max(1, plan.seconds / 2);
    }

    /** Without, with, with, without. */
    void print(PrintStream out) throws IOException, InterruptedException {
        out.printf(
                "%n| %d s each, one thread | exceptions/s | its CPU for each | longest stop: armed | while it works | disarmed ",
                seconds);
        out.println("| heap | other memory of the JVM | RSS |");
        out.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        try (TargetJvm shop = TargetJvm.start(Shop.class)) {
            shop.ask("calibrate " + EXCEPTIONS_A_SECOND);
            // What is loaded to measure memory is loaded now.
            shop.ask("memory");
            alone(out, shop);
            watched(out, shop);
            watched(out, shop);
            alone(out, shop);
        }
        out.printf(
                Locale.ROOT,
                "%nUnder jspect: %.1f %% of the exceptions without it, %.1f %% of the CPU for each.%n",
                100 * watched / alone,
                100 * watchedCpu / aloneCpu);
    }

    private void alone(PrintStream out, TargetJvm shop) throws IOException {
        long[] before = shop.ask("memory");
        shop.ask("pause");
        long[] done = shop.ask("work " + seconds);
        alone += done[0];
        aloneCpu += done[1];
        double pause = millis(shop.ask("pause"));
        row(out, "nobody watches", done, "", pause, "", before, shop.ask("memory"));
    }

    private void watched(PrintStream out, TargetJvm shop) throws IOException, InterruptedException {
        shop.ask("pause");
        Jspect jspect = Jspect.watch(root, shop.pid(), List.of("OrderException"));
        double arming = millis(shop.ask("pause"));
        // Until what is loaded for the first captures is there, and the changed class is compiled again.
        shop.ask("work 2");
        long[] before = shop.ask("memory");
        shop.ask("pause");
        long[] done = shop.ask("work " + seconds);
        watched += done[0];
        watchedCpu += done[1];
        double working = millis(shop.ask("pause"));
        long[] after = shop.ask("memory");
        shop.ask("pause");
        jspect.end();
        String disarming = ms(millis(shop.ask("pause")));
        row(out, "jspect captures 5 a second", done, ms(arming), working, disarming, before, after);
    }

    private static void row(
            PrintStream out,
            String row,
            long[] done,
            String arming,
            double working,
            String disarming,
            long[] before,
            long[] after) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "| %s | %,d | %,d ns | %s | %s | %s |",
                row,
                done[0],
                done[1],
                arming,
                ms(working),
                disarming));
        for (int i = 0; i < before.length; i++) {
            text.append(String.format(Locale.ROOT, " %,d KB %+,d |", before[i], after[i] - before[i]));
        }
        out.println(text);
    }

    private static double millis(long[] nanos) {
        return nanos[0] / 1e6;
    }

    private static String ms(double millis) {
        return String.format(Locale.ROOT, "%.1f ms", millis);
    }
}
