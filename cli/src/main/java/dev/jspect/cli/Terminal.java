// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What stands behind stdout, found out without a terminal library: that would take longer than listing the JVMs. */
final class Terminal {
    /** The width where the terminal does not tell its own. */
    static final int USUAL_COLUMNS = 80;

    private static final long ANSWER_MILLIS = 500;

    private Terminal() {}

    /** Returns whether stdout of this process is a terminal. */
    static boolean isOut() {
        return isTerminal(1);
    }

    /** Returns whether stdin of this process is a terminal. */
    static boolean isIn() {
        return isTerminal(0);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException noProc) {
            return isTerminalByTest(descriptor);
        }
    }

    /** Asks a small program that inherits our streams, where there is no {@code /proc}. */
    private static boolean isTerminalByTest(int descriptor) {
        try {
            return waitFor(new ProcessBuilder("test", "-t", String.valueOf(descriptor))
                            .redirectInput(ProcessBuilder.Redirect.INHERIT)
                            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                            .start())
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    /** Returns how many columns a line may have; on no terminal all it wants. */
    static int columns(Invocation invocation) {
        if (!invocation.outIsTerminal()) {
            return Integer.MAX_VALUE;
        }
        String told = invocation.environment().getOrDefault("COLUMNS", "");
        try {
            return Integer.parseInt(told.isEmpty() ? sttySize().replaceFirst(".* ", "") : told);
        } catch (NumberFormatException | IOException unknown) {
            return USUAL_COLUMNS;
        }
    }

    /** Returns rows and columns of the controlling terminal. */
    private static String sttySize() throws IOException {
        Process stty = new ProcessBuilder("stty", "size")
                .redirectInput(new File("/dev/tty"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return waitFor(stty) == 0
                ? new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip()
                : "";
    }

    /** Ends it if it does not answer: not else, for what it has written would be gone. */
    private static int waitFor(Process program) {
        try {
            if (program.waitFor(ANSWER_MILLIS, TimeUnit.MILLISECONDS)) {
                return program.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        program.destroy();
        return -1;
    }
}
