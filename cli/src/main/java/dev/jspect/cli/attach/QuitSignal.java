// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends SIGQUIT. Java has no call for it, so a small program does. */
final class QuitSignal {
    private QuitSignal() {}

    static void send(JvmProcess target, Deadline deadline) {
        String pid = Integer.toString(target.pid());
        try {
            try {
                run(target, deadline, "kill", "-QUIT", pid);
            } catch (IOException noSuchProgram) {
                // Slim container images have no kill, but every shell has one built in.
                run(target, deadline, "/bin/sh", "-c", "kill -QUIT " + pid);
            }
        } catch (IOException noShellEither) {
            throw failure(target, "there is neither a kill program nor a shell here", noShellEither);
        }
    }

    private static void run(JvmProcess target, Deadline deadline, String... command) throws IOException {
        Process kill = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            kill.getOutputStream().close();
            if (!kill.waitFor(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                throw deadline.passed(target, null);
            }
            if (kill.exitValue() != 0) {
                String said = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                throw failure(target, said.strip(), null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw deadline.passed(target, e);
        } finally {
            kill.destroy();
        }
    }

    private static JspectException failure(JvmProcess target, String why, @Nullable Throwable cause) {
        return new JspectException(
                ExitCode.NOT_PERMITTED, "cannot send SIGQUIT to " + target.label(), why, null, cause);
    }
}
