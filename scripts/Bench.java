// SPDX-License-Identifier: Apache-2.0

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.TargetSelector;
import dev.jspect.cli.remote.AgentAttacher;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.cli.remote.ValueLimits;
import dev.jspect.shell.engine.SnippetEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The comparison that scripts/bench runs. Every command is timed as a whole process; A and B run in turn. */
public final class Bench {
    private static final int THREADS = 200;
    private static final String CROWD = "dev.jspect.target.Crowd";
    private static final Pattern RECEIPT = Pattern.compile("\"receipt\":\\{\"pausedMs\":([0-9.]+),\"threads\":([0-9]+),\"locals\":([0-9]+)");

    private final Path root;
    private final int runs;

    private Bench(Path root, int runs) {
        this.root = root;
        this.runs = runs;
    }

    public static void main(String[] args) throws Exception {
        int runs = args.length > 1 ? Integer.parseInt(args[1]) : 15;
        Bench bench = new Bench(Path.of(args[0]), runs);
        bench.compare(Path.of(System.getProperty("java.home")));
        bench.sizes();
    }

    private void compare(Path home) throws Exception {
        Map<String, String> environment = Map.of("JSPECT_JAVA_HOME", home.toString());
        String jspect = root.resolve("scripts/jspect").toString();
        String bin = home.resolve("bin").toString();
        awaitArchive(environment, jspect);
        System.out.printf("%nJDK %s, %d threads, %d runs%n%n", version(home), THREADS, runs);
        try (Target target = Target.start(root, home, CROWD)) {
            String pid = target.pid();
            System.out.println("| job | jspect | compared with | | ratio |");
            System.out.println("|---|--:|---|--:|--:|");
            row("list the JVMs", environment, List.of(jspect, "ps"), List.of(bin + "/jps", "-l"));
            row("all stacks", environment, List.of(jspect, "frames", pid), List.of(bin + "/jstack", pid));
            row("all stacks", environment, List.of(jspect, "frames", pid), List.of(bin + "/jcmd", pid, "Thread.print"));
            row("evaluate 1+1, cold", environment, List.of(jspect, "eval", pid, "1+1"), List.of(bin + "/jcmd", pid, "VM.version"));
            session(pid);
        }
        try (Target target = Target.start(root, home, "dev.jspect.target.Desks")) {
            String pid = target.pid();
            row("all stacks with locals", environment, List.of(jspect, "frames", pid, "-l"), List.of(bin + "/jhsdb", "jstack", "--pid", pid));
            pause(environment, List.of(jspect, "frames", pid, "-l", "--json"));
        }
        // Another one, that nobody has looked into: the first session is the one that loads most. Its heap is in memory from the
        // start, so that RSS tells of the rest.
        try (Target target = Target.start(root, home, CROWD, "-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch")) {
            footprint(bin, target.pid());
        }
    }

    /** A JVM with {@value #THREADS} threads. */
    private record Target(Process process) implements AutoCloseable {
        static Target start(Path root, Path home, String mainClass, String... options) throws IOException {
            Path classes = root.resolve("test-targets/plain/target/classes");
            List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
            command.addAll(List.of(options));
            command.addAll(List.of("-cp", classes.toString(), mainClass, "" + THREADS));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            new BufferedReader(new InputStreamReader(process.getInputStream())).readLine();
            return new Target(process);
        }

        String pid() {
            return String.valueOf(process.pid());
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            process.waitFor();
        }
    }

    /** The first start has the archive made in the background: it is not what is measured. */
    private static void awaitArchive(Map<String, String> environment, String jspect) throws Exception {
        time(environment, List.of(jspect, "ps"));
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        Path folder = Path.of(cache + "/jspect" + environment.get("JSPECT_JAVA_HOME"));
        for (int i = 0; i < 600; i++) {
            if (Files.isDirectory(folder)) {
                try (var files = Files.walk(folder)) {
                    List<String> names = files.map(Path::toString).toList();
                    boolean made = names.stream().anyMatch(name -> name.endsWith(".jsa") || name.endsWith(".aot"));
                    if (made && names.stream().noneMatch(name -> name.endsWith(".lock"))) {
                        return;
                    }
                }
            }
            Thread.sleep(100);
        }
        System.out.println("(without a start-up archive: it was not made within a minute)");
    }

    private void row(String job, Map<String, String> environment, List<String> ours, List<String> theirs) throws Exception {
        double[] a = new double[runs];
        double[] b = new double[runs];
        double[] ratios = new double[runs];
        for (int i = -1; i < runs; i++) {
            double mine = time(environment, ours);
            double other = time(environment, theirs);
            if (i >= 0) {
                a[i] = mine;
                b[i] = other;
                ratios[i] = mine / other;
            }
        }
        String name = Path.of(theirs.get(0)).getFileName() + " " + theirs.get(theirs.size() - 1).replaceAll("^\\d+$", "");
        System.out.printf("| %s | %.0f ms | `%s` | %.0f ms | %.2f |%n", job, median(a), name.strip(), median(b), median(ratios));
    }

    /** For how long the target stands still, as the receipt says. */
    private void pause(Map<String, String> environment, List<String> command) throws Exception {
        double[] pauses = new double[runs];
        String of = "";
        for (int i = 0; i < runs; i++) {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(environment);
            Process process = builder.start();
            Matcher receipt = RECEIPT.matcher(new String(process.getInputStream().readAllBytes()));
            if (process.waitFor() != 0 || !receipt.find()) {
                throw new IOException(command + " gave no receipt");
            }
            pauses[i] = Double.parseDouble(receipt.group(1));
            of = receipt.group(2) + " threads, " + receipt.group(3) + " locals";
        }
        System.out.printf("| ... the target's pause, %s | %.0f ms | | | |%n", of, median(pauses));
    }

    private static double time(Map<String, String> environment, List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IOException(command + " ended with " + code);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** What a snippet and a completion cost once a session stands, in this JVM, started with the launcher's flags. */
    private void session(String pid) throws Exception {
        JvmProcess process = TargetSelector.select(pid);
        try (RemoteTarget target = AgentAttacher.attach(process, Deadline.after(Duration.ofSeconds(30)), ValueLimits.DEFAULT);
                SnippetEngine engine = SnippetEngine.start(AgentAttacher.describe(process), () -> target, false)) {
            double first = evaluate(engine, "1+1");
            double[] next = new double[runs];
            for (int i = 0; i < runs; i++) {
                next[i] = evaluate(engine, "Thread.activeCount() + " + i);
            }
            double firstCompletion = complete(engine, "Thread.curr");
            double[] completions = new double[runs];
            List<String> inputs = List.of("\"abc\".sub", "Thread.currentThread().get", "java.util.Li");
            for (int i = 0; i < runs; i++) {
                completions[i] = complete(engine, inputs.get(i % inputs.size()));
            }
            System.out.printf("| a snippet in a session: first, then | %.0f ms, %.0f ms | | | |%n", first, median(next));
            System.out.printf("| a completion: first, then | %.0f ms, %.0f ms | | | |%n", firstCompletion, median(completions));
        }
    }

    private static double evaluate(SnippetEngine engine, String source) {
        long start = System.nanoTime();
        if (engine.evaluate(source).get(0).value() == null) {
            throw new IllegalStateException(source + " gave no value");
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static double complete(SnippetEngine engine, String source) {
        long start = System.nanoTime();
        if (engine.analysis().completionSuggestions(source, source.length(), new int[1]).isEmpty()) {
            throw new IllegalStateException("no completions of " + source);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    /** What sessions add to their target, while they last and after them. */
    private void footprint(String bin, String pid) throws Exception {
        JvmProcess process = TargetSelector.select(pid);
        Map<String, Long> before = measure(bin, pid);
        Map<String, Long> first = cycle(process, bin, pid);
        Map<String, Long> between = measure(bin, pid);
        Map<String, Long> second = cycle(process, bin, pid);
        Map<String, Long> after = measure(bin, pid);
        System.out.println();
        System.out.println("| in the target | before | in the first session | after it | in the next | after it |");
        System.out.println("|---|--:|--:|--:|--:|--:|");
        for (String name : before.keySet()) {
            System.out.printf(
                    "| %s | %,d | %+,d | %+,d | %+,d | %+,d |%n",
                    name,
                    before.get(name),
                    first.get(name) - before.get(name),
                    between.get(name) - before.get(name),
                    second.get(name) - between.get(name),
                    after.get(name) - between.get(name));
        }
        int cycles = Integer.parseInt(System.getenv().getOrDefault("CYCLES", "0"));
        for (int i = 1; i <= cycles; i++) {
            cycle(process, null, pid);
            if (i % Math.max(1, cycles / 8) == 0) {
                Map<String, Long> now = measure(bin, pid);
                System.out.printf("after %d cycles: %s%n", i, now);
            }
        }
    }

    /** Attaches, evaluates and detaches; returns what was measured in the session, where the JDK's tools are given. */
    private static Map<String, Long> cycle(JvmProcess process, String bin, String pid) throws Exception {
        try (RemoteTarget target = AgentAttacher.attach(process, Deadline.after(Duration.ofSeconds(30)), ValueLimits.DEFAULT);
                SnippetEngine engine = SnippetEngine.start(AgentAttacher.describe(process), () -> target, false)) {
            evaluate(engine, "1+1");
            return bin == null ? Map.of() : measure(bin, pid);
        }
    }

    private static Map<String, Long> measure(String bin, String pid) throws Exception {
        output(bin + "/jcmd", pid, "GC.run");
        String counters = output(bin + "/jcmd", pid, "PerfCounter.print");
        Map<String, Long> measured = new LinkedHashMap<>();
        measured.put("classes", counter(counters, "java.cls.loadedClasses") + counter(counters, "java.cls.sharedLoadedClasses")
                - counter(counters, "java.cls.unloadedClasses") - counter(counters, "java.cls.sharedUnloadedClasses"));
        measured.put("metaspace, KB", counter(counters, "sun.gc.metaspace.used") / 1024);
        measured.put("threads", counter(counters, "java.threads.live"));
        long rss = 0;
        for (String line : Files.readAllLines(Path.of("/proc", pid, "status"))) {
            if (line.startsWith("VmRSS:")) {
                rss = Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        measured.put("RSS, KB", rss);
        try (var open = Files.list(Path.of("/proc", pid, "fd"))) {
            measured.put("open files", open.count());
        }
        return measured;
    }

    private static long counter(String counters, String name) {
        for (String line : counters.split("\n", -1)) {
            if (line.startsWith(name + "=")) {
                return Long.parseLong(line.substring(name.length() + 1).strip());
            }
        }
        throw new IllegalStateException("no counter " + name);
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + text);
        }
        return text;
    }

    private static String version(Path home) throws IOException {
        for (String line : Files.readAllLines(home.resolve("release"))) {
            if (line.startsWith("JAVA_VERSION=")) {
                return line.replaceAll("[^0-9._]", "").replaceFirst("^_", "");
            }
        }
        return home.toString();
    }

    private void sizes() throws IOException {
        System.out.println();
        System.out.println("| file | bytes |");
        System.out.println("|---|--:|");
        Path agent = root.resolve("attach-agent/target/classes/dev/jspect/agent");
        List<Path> files = new ArrayList<>(List.of(agent.resolve("doorway.jar"), agent.resolve("runtime.zip.gz"), agent.resolve("library.zip"), agent.resolve("exceptions.zip"), agent.resolve("probes.zip"), agent.resolve("context.zip"), agent.resolve("stacks.zip")));
        try (var libraries = Files.walk(agent.resolve("native"))) {
            libraries.filter(Files::isRegularFile).forEach(files::add);
        }
        files.add(root.resolve("cli/target/jspect.jar"));
        for (Path file : files) {
            System.out.printf("| %s | %,d |%n", root.relativize(file).getFileName(), Files.size(file));
        }
    }
}
