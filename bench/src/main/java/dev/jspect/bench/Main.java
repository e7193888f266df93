// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.openjdk.jmh.runner.RunnerException;

/**
 * What jspect costs those that it watches: prints tables in Markdown, of the JDK that runs this. {@code scripts/bench exceptions} starts it, and {@code
 * scripts/bench watch}, {@code context} and {@code native}.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException, RunnerException, InterruptedException {
        Path root = Path.of(args[0]);
        boolean others = args.length < 3;
        Plan plan = Plan.ofEnvironment(args[1]);
        PrintStream out = System.out;
        // Whatever ends this ends what it has started.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy), "bench-end"));
        if (others && plan.has("others")) {
            Scripts scripts = new Scripts(root, plan);
            scripts.cpython(out);
            scripts.node(out);
        }
        out.printf(
                "%n**JDK %s%s**%n",
                Runtime.version().toString().replaceAll("[^0-9.].*", ""), plan.quick ? ", QUICK: no figures" : "");
        Rows rows = new Rows(root, plan);
        if (plan.has("plain")) {
            rows.plain(out);
        }
        if (plan.has("watched")) {
            rows.watched(out);
        }
        if (plan.has("capture")) {
            new CaptureCost(root, plan).print(out);
        }
        if (plan.has("throughput")) {
            new Throughput(root, plan).print(out);
        }
        if (plan.has("arming")) {
            new Arming(root).print(out);
        }
        if (plan.has("calls")) {
            new ProbeCost(root, plan).loops(out);
        }
        if (plan.has("events")) {
            new ProbeCost(root, plan).bursts(out);
        }
        if (plan.has("context")) {
            new ContextCost(root, plan).print(out);
        }
        if (plan.has("native")) {
            new BelowCost(root, plan).print(out);
        }
    }
}
