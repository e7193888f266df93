// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The rows of JMH. */
final class Rows {
    private static final Map<String, String> PLAIN = new LinkedHashMap<>();
    private static final Map<Watched.By, String> WATCHED = new EnumMap<>(Watched.By.class);

    static {
        PLAIN.put("stackless", "made before, without a trace");
        PLAIN.put("unread", "made anew, with its trace");
        PLAIN.put("read", "... and getStackTrace");
        PLAIN.put("text", "... and printStackTrace");
        WATCHED.put(Watched.By.NOBODY, "nobody watches");
        WATCHED.put(Watched.By.OTHER_CLASS, "jspect waits for another class");
        WATCHED.put(Watched.By.USUAL, "for this one: 5 captured a second, the others counted");
        WATCHED.put(Watched.By.WITHOUT_LOCALS, "... 1,000 a second, `--no-locals`");
        WATCHED.put(Watched.By.WITH_LOCALS, "... 1,000 a second");
    }

    private final Path root;
    private final Plan plan;

    Rows(Path root, Plan plan) {
        this.root = root;
        this.plan = plan;
    }

    /** What an exception costs. */
    void plain(PrintStream out) throws RunnerException {
        Collection<RunResult> results = run(Throwing.class);
        Table table = new Table("JVM, thrown and caught");
        PLAIN.forEach((method, row) -> {
            for (RunResult result : results) {
                if (result.getParams().getBenchmark().endsWith("." + method)) {
                    add(table, row, result);
                }
            }
        });
        table.print(out);
    }

    /** What jspect adds. */
    void watched(PrintStream out) throws RunnerException {
        Collection<RunResult> results = run(Watched.class);
        Table table = new Table("JVM, made anew, with its trace");
        WATCHED.forEach((by, row) -> {
            for (RunResult result : results) {
                if (result.getParams().getParam("by").equals(by.name())) {
                    add(table, row, result);
                }
            }
        });
        table.print(out);
    }

    private static void add(Table table, String row, RunResult result) {
        Result<?> nanos = result.getPrimaryResult();
        int depth = Integer.parseInt(result.getParams().getParam("depth"));
        table.add(row, depth, nanos.getScore(), nanos.getScoreError());
    }

    /** Each row has its turn before the next round begins: what changes on the machine meanwhile, changes for all of them. */
    private Collection<RunResult> run(Class<?> benchmark) throws RunnerException {
        Map<String, List<BenchmarkResult>> runs = new LinkedHashMap<>();
        for (int round = 0; round < plan.rounds; round++) {
            for (RunResult result : once(benchmark)) {
                runs.computeIfAbsent(result.getParams().id(), id -> new ArrayList<>())
                        .addAll(result.getBenchmarkResults());
            }
        }
        return runs.values().stream()
                .map(all -> new RunResult(all.get(0).getParams(), all))
                .collect(Collectors.toList());
    }

    private Collection<RunResult> once(Class<?> benchmark) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(benchmark.getName() + "\\.")
                        .forks(1)
                        .warmupIterations(2)
                        .warmupTime(plan.quick ? TimeValue.milliseconds(500) : TimeValue.seconds(1))
                        .measurementIterations(3)
                        .measurementTime(plan.quick ? TimeValue.milliseconds(200) : TimeValue.seconds(1))
                        .jvmArgsAppend(
                                "-D" + Jspect.ROOT + "=" + root,
                                "-Xms512m",
                                "-Xmx512m",
                                // From 21 on a JVM warns of agents that come without it.
                                "-XX:+EnableDynamicAgentLoading")
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }
}
