// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What it takes a target that does nothing else to be armed and disarmed: the first session, and the next. */
final class Arming {
    private final Path root;

    Arming(Path root) {
        this.root = root;
    }

    void print(PrintStream out) throws IOException, InterruptedException {
        out.printf(
                "%n| an idle target | from start to armed | its work in that time | longest stop: armed | disarmed |");
        out.printf(" jspect says |%n|---|--:|--:|--:|--:|---|%n");
        try (TargetJvm shop = TargetJvm.start(Shop.class)) {
            shop.ask("cpu");
            long before = shop.ask("cpu")[0];
            long begun = System.nanoTime();
            Thread.sleep(2_000);
            // What its ticker takes all the time.
            double idle = (double) (shop.ask("cpu")[0] - before) / (System.nanoTime() - begun);
            for (String row : List.of("first session", "second session")) {
                shop.ask("pause");
                long start = System.nanoTime();
                long worked = shop.ask("cpu")[0];
                Jspect jspect = Jspect.watch(root, shop.pid(), List.of("OrderException"));
                long took = System.nanoTime() - start;
                long work = shop.ask("cpu")[0] - worked - (long) (idle * took);
                long armed = shop.ask("pause")[0];
                String said = jspect.end();
                long disarmed = shop.ask("pause")[0];
                out.printf(
                        "| %s | %s | %s | %s | %s | %s |%n",
                        row, millis(took), millis(work), millis(armed), millis(disarmed), receipt(said));
            }
        }
    }

    private static String receipt(String said) {
        return said.lines()
                .filter(line -> line.startsWith("jspect: paused"))
                .map(line -> line.substring("jspect: ".length()).replaceFirst(" · left .*", ""))
                .findFirst()
                .orElse("");
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
}
