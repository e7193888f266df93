// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.soak;

import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.it.Jdks;
import dev.jspect.cli.it.TargetJvm;
import dev.jspect.shell.TargetException;
import dev.jspect.target.Known;
import java.util.List;
import java.util.stream.Stream;

/** What {@code scripts/soak} runs: captures on each JDK and collector, with unrest in the target. */
public final class LocalsSoak {
    private LocalsSoak() {}

    /** Which collectors a release has, each by its options, with spaces between them. */
    public static List<String> collectors(int feature) {
        return switch (feature) {
            case 8 -> List.of("-XX:+UseSerialGC", "-XX:+UseParallelGC", "-XX:+UseG1GC", "-XX:+UseConcMarkSweepGC");
            case 11 ->
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:+UseParallelGC",
                        "-XX:+UseG1GC",
                        "-XX:+UnlockExperimentalVMOptions -XX:+UseZGC",
                        "-XX:+UseShenandoahGC");
            case 21 ->
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:+UseParallelGC",
                        "-XX:+UseG1GC",
                        "-XX:+UseZGC",
                        "-XX:+UseZGC -XX:+ZGenerational",
                        "-XX:+UseShenandoahGC");
            default ->
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:+UseParallelGC",
                        "-XX:+UseG1GC",
                        "-XX:+UseZGC",
                        "-XX:+UseShenandoahGC");
        };
    }

    /**
     * Arguments: captures for each JDK and collector, threads, and the JDKs' numbers (all without any). Properties: {@code pause-budget} in
     * milliseconds, {@code collector} a part of its options, {@code target-options} for the target's JVM, with spaces between them.
     */
    public static void main(String[] args) throws Exception {
        int captures = Integer.parseInt(args[0]);
        int budget = Integer.getInteger("pause-budget", 200);
        String[] options = Stream.of(System.getProperty("target-options", "").split(" "))
                .filter(option -> !option.isEmpty())
                .toArray(String[]::new);
        String threads = args[1];
        List<String> wanted = List.of(args).subList(2, args.length);
        int failures = 0;
        for (Jdks.Jdk jdk : Jdks.wanted().toList()) {
            if (!wanted.isEmpty() && !wanted.contains("" + jdk.feature())) {
                continue;
            }
            for (String collector : collectors(jdk.feature())) {
                if (!collector.contains(System.getProperty("collector", ""))) {
                    continue;
                }
                List<String> kinds = jdk.feature() >= 21 ? List.of("churn", "virtual") : List.of("churn", "platform");
                TargetJvm.Launch launch = TargetJvm.on(jdk)
                        .with(collector.split(" "))
                        .with("-Xmx256m")
                        .with(options);
                TargetJvm started;
                try {
                    started = launch.start(Known.class.getName(), threads, kinds.get(0), kinds.get(1));
                } catch (AssertionError e) {
                    System.out.println(jdk + " " + collector + ": does not start: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
                    // When it ended so, its report comes instead.
                    failures += String.valueOf(e.getMessage()).contains("a target has crashed") ? 1 : 0;
                    continue;
                }
                try (TargetJvm target = started) {
                    LocalsRun run = LocalsRun.of(target.pid(), captures, budget, false);
                    System.out.println(jdk + " " + collector + ": " + run);
                    run.known().wrong().stream().limit(10).forEach(line -> System.out.println("  WRONG " + line));
                    failures += run.known().wrong().size();
                } catch (AssertionError | JspectException | TargetException e) {
                    System.out.println(jdk + " " + collector + ": " + e);
                    for (Throwable more : e.getSuppressed()) {
                        System.out.println(more.getMessage());
                    }
                    failures++;
                }
            }
        }
        System.exit(failures == 0 ? 0 : 1);
    }
}
