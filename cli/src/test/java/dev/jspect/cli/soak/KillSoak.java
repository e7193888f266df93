// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.soak;

import dev.jspect.cli.it.Jdks;
import dev.jspect.target.Heartbeat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Ends {@code frames -l} by {@code kill -9} at random moments; the target tells the longest time in which it stood still. */
public final class KillSoak {
    /** The budget of a pause, and by how much later the watchdog ends it: FramesReader. */
    private static final int DEADLINE_MILLIS = 200 + 300;

    private final Process target;
    private final BufferedReader out;
    private final Random random = new Random(7);

    private KillSoak(Jdks.Jdk jdk) throws IOException {
        Path classes = Path.of("../test-targets/plain/target/classes").toAbsolutePath();
        target = new ProcessBuilder(jdk.java().toString(), "-cp", classes.toString(), Heartbeat.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        out = new BufferedReader(new InputStreamReader(target.getInputStream(), StandardCharsets.UTF_8));
        out.readLine();
    }

    /** Arguments: how often, and the JDKs' numbers (all without any). */
    public static void main(String[] args) throws Exception {
        List<String> wanted = List.of(args).subList(1, args.length);
        boolean failed = false;
        for (Jdks.Jdk jdk : Jdks.wanted().toList()) {
            if (wanted.isEmpty() || wanted.contains("" + jdk.feature())) {
                failed |= !new KillSoak(jdk).run(jdk, Integer.parseInt(args[0]));
            }
        }
        System.exit(failed ? 1 : 0);
    }

    private boolean run(Jdks.Jdk jdk, int times) throws Exception {
        try {
            gap();
            long quiet = gapOver(() -> Thread.sleep(2_000));
            long whole = gapOver(() -> start().waitFor());
            long longest = 0;
            int ended = 0;
            for (int i = 0; i < times; i++) {
                long gap = gapOver(() -> {
                    Process tool = start();
                    tool.waitFor(random.nextInt(700), TimeUnit.MILLISECONDS);
                    tool.destroyForcibly().waitFor();
                    // What the target was asked for may still be going on in it.
                    Thread.sleep(DEADLINE_MILLIS);
                });
                longest = Math.max(longest, gap);
                ended++;
            }
            System.out.printf(
                    "%s: %d kills, longest gap %d ms, deadline %d ms; undisturbed %d ms, with a whole frames -l %d ms%n",
                    jdk, ended, longest, DEADLINE_MILLIS, quiet, whole);
            return longest < DEADLINE_MILLIS;
        } finally {
            target.destroyForcibly();
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private long gapOver(Step step) throws Exception {
        step.run();
        return gap();
    }

    private long gap() throws IOException {
        OutputStream in = target.getOutputStream();
        in.write('\n');
        in.flush();
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the target has ended");
        }
        return Long.parseLong(line.substring("gap ".length()));
    }

    /** The tool itself, not its launcher, whose end is not the tool's. */
    private Process start() throws IOException {
        return new ProcessBuilder(
                        Jdks.current().java().toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Path.of("target/jspect.jar").toString(),
                        "frames",
                        String.valueOf(target.pid()),
                        "-l")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
