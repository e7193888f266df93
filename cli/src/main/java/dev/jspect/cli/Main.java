// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.failure.ExitCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The entry point: one run with given streams, and the only place that ends the process. */
public final class Main {
    private final InputStream in;
    private final AnswerStream answer;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final boolean outIsTerminal;

    /** Makes a run that reads and writes as told; {@code environment} as in {@link System#getenv()}. */
    public Main(
            InputStream in,
            OutputStream out,
            OutputStream err,
            Map<String, String> environment,
            boolean outIsTerminal) {
        this.in = in;
        this.answer = new AnswerStream(out);
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        this.environment = environment;
        this.outIsTerminal = outIsTerminal;
    }

    /** Runs one command line and ends the process with its exit code. */
    public static void main(String[] args) {
        Main main = new Main(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                System.getenv(),
                Terminal.isOut());
        // Exits even when a thread of ours hangs, such as one that waits in a system call without a limit.
        System.exit(main.run(args).number());
    }

    /** Runs one command line and returns how it ended; never throws. */
    public ExitCode run(String... args) {
        PrintStream out = new PrintStream(answer, false, StandardCharsets.UTF_8);
        Invocation invocation = new Invocation(List.of(args), in, out, err, environment, outIsTerminal);
        Failures failures = new Failures(invocation);
        ExitCode code = failures.of(() -> Commands.run(invocation, failures));
        out.flush();
        return answer.failure() == null ? code : failures.unwritten(answer.failure());
    }
}
