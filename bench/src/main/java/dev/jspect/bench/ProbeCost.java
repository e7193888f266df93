// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a call of a watched method takes more, in fresh JVMs. Beside it runs the same method of a class that is retransformed and whose method is
 * not changed: what a retransformation alone does to compiled code is none of the probe's.
 */
final class ProbeCost {
    private static final String METHOD = "dev.jspect.bench.Till::price";
    private static final List<String> CONTROL = List.of("dev.jspect.bench.OtherTill::close", "--summary");
    private static final String WARM_UP = "loop 600";
    private static final String LOOP = "loop 301";

    private final Path root;
    private final Plan plan;

    ProbeCost(Path root, Plan plan) {
        this.root = root;
        this.plan = plan;
    }

    /** Of probes that tell nothing, or count. */
    void loops(PrintStream out) throws IOException, InterruptedException {
        out.printf(
                "%n| a method of some 14 ns, median of %d JVMs | alone | control | watched | a call more |",
                plan.rounds);
        out.println(" after, to before | control |");
        out.println("|---|--:|--:|--:|--:|--:|--:|");
        loop(out, "watched: `--if` that is never true", List.of(METHOD, "--if", "quantity < 0"));
        loop(out, "watched: `--summary`", List.of(METHOD, "--summary"));
    }

    /** Of probes that tell. */
    void bursts(PrintStream out) throws IOException, InterruptedException {
        out.printf(
                "%n| 400 calls in a row, behind 100 after a pause, 5 times a second | alone | watched | median more | mean more | events |%n");
        out.println("|---|--:|--:|--:|--:|---|");
        burst(out, "an int and a String", "quote");
        burst(out, "the same, and `$this` of one field", "price");
        burst(out, "`$this`, and an object of ten fields, three deep", "total");
    }

    private void loop(PrintStream out, String row, List<String> options) throws IOException, InterruptedException {
        List<double[]> rounds = new ArrayList<>();
        for (int round = 0; round < plan.rounds; round++) {
            rounds.add(loop(options));
        }
        out.printf(
                Locale.ROOT,
                "| %s | %.1f ns | %.1f ns | %.1f ns | %+.1f ns | %.1f %% | %.1f %% |%n",
                row,
                median(rounds, 0),
                median(rounds, 1),
                median(rounds, 2),
                median(rounds, 3),
                median(rounds, 4),
                median(rounds, 5));
    }

    private double[] loop(List<String> options) throws IOException, InterruptedException {
        try (TargetJvm target = TargetJvm.start(TillTarget.class)) {
            target.ask(WARM_UP);
            long[] before = target.ask(LOOP);
            Jspect control = Jspect.watchMethod(root, target.pid(), CONTROL);
            Jspect watch = Jspect.watchMethod(root, target.pid(), options);
            target.ask(WARM_UP);
            long[] during = target.ask(LOOP);
            watch.end();
            control.end();
            target.ask(WARM_UP);
            long[] after = target.ask(LOOP);
            return new double[] {
                before[0] / 1e3,
                during[1] / 1e3,
                during[0] / 1e3,
                (during[0] - during[1]) / 1e3,
                // What slows the machine down slows both.
                100.0 * after[0] / before[0],
                100.0 * after[1] / before[1]
            };
        }
    }

    private void burst(PrintStream out, String row, String method) throws IOException, InterruptedException {
        String warmUp = "burst " + method + " " + (plan.quick ? 20 : 200) + " 400 200000";
        String burst = "burst " + method + " 100 400 200000";
        try (TargetJvm target = TargetJvm.start(TillTarget.class)) {
            target.ask(WARM_UP);
            target.ask("burst " + method + " 1000 100 1000");
            long[] alone = target.ask(burst);
            Jspect watch =
                    Jspect.watchMethod(root, target.pid(), List.of("dev.jspect.bench.Till::" + method, "--depth", "3"));
            target.ask(warmUp);
            long[] watched = target.ask(burst);
            String said = watch.end();
            out.printf(
                    Locale.ROOT,
                    "| %s | %.1f ns | %.1f ns | %+.1f ns | %+.1f ns | %s |%n",
                    row,
                    alone[0] / 1e3,
                    watched[0] / 1e3,
                    (watched[0] - alone[0]) / 1e3,
                    (watched[1] - alone[1]) / 1e3,
                    said.lines()
                            .filter(line -> line.startsWith("done: "))
                            .findFirst()
                            .orElse(said));
        }
    }

    private static double median(List<double[]> rounds, int column) {
        double[] sorted =
                rounds.stream().mapToDouble(round -> round[column]).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
