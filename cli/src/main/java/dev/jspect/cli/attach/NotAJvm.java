// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;

/** Says what a process is that is no target. */
final class NotAJvm {
    /** The names of an executable's sections stand near its end. */
    private static final int TAIL = 64 << 10;

    private NotAJvm() {}

    static JspectException failure(int pid, ProcDirectory proc) {
        byte[] comm = proc.read(pid, "comm");
        String program = comm == null ? "?" : new String(comm, StandardCharsets.UTF_8).strip();
        if (isNativeImage(pid, proc)) {
            return new JspectException(
                    ExitCode.NOT_PERMITTED,
                    "cannot attach to " + pid + " (" + program + ")",
                    "it is a GraalVM native image, not a JVM: it has no attach protocol of HotSpot's",
                    null);
        }
        return new JspectException(
                ExitCode.NO_TARGET,
                pid + " (" + program + ") is not a JVM",
                "it has no libjvm.so mapped; it was not touched",
                "See the JVMs there are: jspect ps");
    }

    private static boolean isNativeImage(int pid, ProcDirectory proc) {
        try (RandomAccessFile program =
                new RandomAccessFile(proc.of(pid).resolve("exe").toString(), "r")) {
            int length = (int) Math.min(TAIL, program.length());
            byte[] tail = new byte[length];
            program.seek(program.length() - length);
            program.readFully(tail);
            return new String(tail, StandardCharsets.ISO_8859_1).contains(".svm_heap");
        } catch (IOException notOursToRead) {
            return false;
        }
    }
}
