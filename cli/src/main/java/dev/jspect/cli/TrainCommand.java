// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.training.TrainingTarget;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Does what commands do, on a JVM of its own, so that the JVM that runs this can write down which classes that takes. */
final class TrainCommand implements Command {
    private static final List<String> SNIPPETS = List.of(
            "Thread.currentThread().getName()",
            "int n = 2; java.util.List.of(n, 3).stream().map(i -> i * n).toList()",
            "record Pair(int a, String b) {} new Pair(1, \"x\").b().length()",
            "throw new IllegalStateException(\"x\")",
            "missing()");

    private final Invocation invocation;

    TrainCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        Syntax syntax = Syntax.of(this, "train", "Makes the start-up archive. The launcher runs it.");
        syntax.spec().usageMessage().hidden(true);
        return syntax;
    }

    @Override
    public ExitCode call() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = new File(System.getProperty("java.class.path")).getAbsolutePath();
        Process target = new ProcessBuilder(java, "-Xint", "-Xmx64m", "-cp", classPath, TrainingTarget.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            train(String.valueOf(target.pid()));
        } finally {
            target.destroy();
        }
        return ExitCode.DONE;
    }

    private void train(String pid) {
        run("ps");
        run("ps", "--json");
        run("frames", pid, "--timeout", "30s");
        run("frames", pid, "--group", "--color", "always");
        run("frames", pid, "-l", "--timeout", "30s");
        run("frames", pid, "-ll", "--group", "--color", "always");
        run("frames", pid, "-l", "--json");
        run("doctor", pid);
        for (String snippet : SNIPPETS) {
            run("eval", pid, snippet, "--timeout", "30s");
        }
        run("loaders", pid);
        run("shell", pid);
        run("--help");
    }

    /** Runs one command line with nobody listening. */
    private void run(String... command) {
        InputStream in = new ByteArrayInputStream("1 + 1\n".getBytes(StandardCharsets.UTF_8));
        OutputStream nowhere = OutputStream.nullOutputStream();
        ExitCode unused = new Main(in, nowhere, nowhere, invocation.environment(), false).run(command);
    }
}
