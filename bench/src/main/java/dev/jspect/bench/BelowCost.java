// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What it takes to look below Java, to keep a moment, and to look on: the command, and the target. */
final class BelowCost {
    private static final int THREADS = 220;
    private static final int RUNNING = 4;
    private static final int LOOKS = 6;
    private static final long TICKS_A_SECOND = 100;
    private static final int USER_TICKS = 13;

    private final Path root;
    private final int runs;

    /** Of one command; nanoseconds, but for the bytes. */
    private static final class Cost {
        final List<Long> whole = new ArrayList<>();
        final List<Long> cpu = new ArrayList<>();
        final List<Long> stop = new ArrayList<>();
        long bytes;
    }

    BelowCost(Path root, Plan plan) {
        this.root = root;
        this.runs = plan.quick ? 3 : 15;
    }

    void print(PrintStream out) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("jspect-bench");
        Path file = directory.resolve("moment.jspect");
        try (TargetJvm target = TargetJvm.start(WaitingTarget.class, String.valueOf(THREADS), "0")) {
            target.answer();
            String pid = String.valueOf(target.pid());
            Map<String, List<String>> commands = new TreeMap<>(Map.of(
                    "`frames`", List.of("frames", pid),
                    "`frames --native`", List.of("frames", pid, "--native"),
                    "`frames --native=all`", List.of("frames", pid, "--native=all"),
                    "`record`", List.of("record", pid, "-o", file.toString())));
            Map<String, Cost> costs = new TreeMap<>();
            commands.keySet().forEach(name -> costs.put(name, new Cost()));
            // One after the other, so that what disturbs this machine disturbs all of them.
            for (int run = -1; run < runs; run++) {
                for (Map.Entry<String, List<String>> command : commands.entrySet()) {
                    Cost cost = run < 0 ? new Cost() : costs.get(command.getKey());
                    measure(target, command.getValue(), cost);
                    cost.bytes = Files.exists(file) ? Files.size(file) : 0;
                    Files.deleteIfExists(file);
                }
            }
            out.printf(
                    "%n| %d threads, median of %d | the whole command | CPU of the target | longest stop | file |%n",
                    THREADS, runs);
            out.println("|---|--:|--:|--:|--:|");
            costs.forEach((name, cost) -> out.printf(
                    Locale.ROOT,
                    "| %s | %.0f ms | %.1f ms | %.1f ms | %s |%n",
                    name,
                    median(cost.whole) / 1e6,
                    median(cost.cpu) / 1e6,
                    median(cost.stop) / 1e6,
                    cost.bytes == 0 ? "" : String.format(Locale.ROOT, "%.1f KB", cost.bytes / 1e3)));
            top(out, target);
            running(out);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    /** In an open session, look by look: what it takes to begin one is what it takes all commands that enter the target. */
    private void running(PrintStream out) throws IOException, InterruptedException {
        try (TargetJvm target =
                TargetJvm.start(WaitingTarget.class, String.valueOf(THREADS), String.valueOf(RUNNING))) {
            target.answer();
            out.printf(
                    "%n| %d threads that wait, %d that run, a look, median of %d | CPU of the target's other threads |%n|---|--:|%n",
                    THREADS, RUNNING, runs);
            for (String look : List.of("--watch=1s", "--native --watch=1s", "--native=all --watch=1s")) {
                out.printf(Locale.ROOT, "| `frames %s` | %.1f ms |%n", look, looks(target, look) / 1e6);
            }
        }
    }

    private long looks(TargetJvm target, String options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("frames", String.valueOf(target.pid()), "-j"));
        arguments.addAll(List.of(options.split(" ", -1)));
        Process process = start(arguments);
        List<Long> costs = new ArrayList<>();
        try (BufferedReader documents =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            documents.readLine();
            long worked = work(target);
            for (int look = 0; look < runs && documents.readLine() != null; look++) {
                long now = work(target);
                costs.add(now - worked);
                worked = now;
            }
        }
        process.destroy();
        process.waitFor();
        return median(costs);
    }

    private static long median(List<Long> all) {
        Collections.sort(all);
        return all.get(all.size() / 2);
    }

    private Process start(List<String> arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(root.resolve("scripts/jspect").toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void measure(TargetJvm target, List<String> arguments, Cost cost) throws IOException, InterruptedException {
        target.ask("pause");
        // Its threads in the target end with it: of those the kernel tells to a tick.
        boolean enters = arguments.get(0).equals("record") || arguments.contains("--native=all");
        long worked = enters ? cpu(target.pid()) : work(target);
        long begun = System.nanoTime();
        Process process = start(arguments);
        process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new IOException("jspect " + arguments + " ended with " + process.exitValue());
        }
        cost.whole.add(System.nanoTime() - begun);
        cost.cpu.add((enters ? cpu(target.pid()) : work(target)) - worked);
        cost.stop.add(target.ask("pause")[0]);
    }

    /** From its first document on: what it takes to start is no part of it. */
    private void top(PrintStream out, TargetJvm target) throws IOException, InterruptedException {
        long idle = work(target);
        long idleSince = System.nanoTime();
        Thread.sleep(2_000);
        double usual = (double) (work(target) - idle) / (System.nanoTime() - idleSince);
        Process process =
                start(List.of("top", String.valueOf(target.pid()), "-n", String.valueOf(LOOKS), "--every", "2s", "-j"));
        BufferedReader documents =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        documents.readLine();
        long begun = System.nanoTime();
        long worked = work(target);
        long own = cpu(process.pid());
        long ownLast = own;
        long workedLast = worked;
        long ended = begun;
        for (int look = 1; look < LOOKS && documents.readLine() != null; look++) {
            ended = System.nanoTime();
            workedLast = work(target);
            // It may have ended with its last document.
            ownLast = Math.max(ownLast, cpu(process.pid()));
        }
        process.waitFor();
        out.printf("%n| %d threads | CPU of the target | its own |%n|---|--:|--:|%n", THREADS);
        out.printf(
                Locale.ROOT,
                "| `top --every 2s` | %.2f %% | %.1f %% |%n",
                100 * ((double) (workedLast - worked) / (ended - begun) - usual),
                100.0 * (ownLast - own) / (ended - begun));
    }

    /** Of the threads of the target that do not run all the time anyway, in nanoseconds (proc_pid_schedstat(5)). */
    private static long work(TargetJvm target) throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(Path.of("/proc", String.valueOf(target.pid()), "task"))) {
            for (Path thread : threads) {
                String name = Files.readString(thread.resolve("comm"), StandardCharsets.ISO_8859_1);
                String told = Files.readString(thread.resolve("schedstat"), StandardCharsets.ISO_8859_1);
                sum += name.startsWith(WaitingTarget.BUSY) ? 0 : Long.parseLong(told.substring(0, told.indexOf(' ')));
            }
        }
        return sum;
    }

    /** Of a process, in nanoseconds; 0 when it is gone (proc_pid_stat(5)). */
    private static long cpu(long pid) throws IOException {
        Path stat = Path.of("/proc", String.valueOf(pid), "stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
        String[] fields = text.substring(text.lastIndexOf(')') + 1).split(" ", -1);
        return (Long.parseLong(fields[USER_TICKS - 1]) + Long.parseLong(fields[USER_TICKS]))
                * (1_000_000_000 / TICKS_A_SECOND);
    }
}
