// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A made-up machine: its {@code /proc}, {@code /tmp} and users, in a directory. It was booted a day ago. */
final class FakeProc {
    static final int SELF = 1;
    private static final long UPTIME_SECONDS = 86_400;

    final Path proc;
    final Path tmp;
    private final Path passwd;
    private final int uid;

    FakeProc(Path directory) {
        proc = directory.resolve("proc");
        tmp = directory.resolve("tmp");
        passwd = directory.resolve("passwd");
        try {
            Files.createDirectories(tmp);
            uid = (Integer) Files.getAttribute(tmp, "unix:uid");
            write(passwd, "broken\nme:x:" + uid + ":0::/:/bin/sh\nother:x:4711:0::/:/bin/sh\n");
            write(proc.resolve("uptime"), UPTIME_SECONDS + ".00 1.00\n");
            process(SELF, 'R', uid, 10, "java", "-jar", "jspect.jar");
            Files.createSymbolicLink(proc.resolve("self"), Path.of(Integer.toString(SELF)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JvmProcesses list() {
        return new JvmProcesses(new ProcDirectory(proc), tmp, passwd);
    }

    Preflight preflight() {
        return Preflight.with(new ProcDirectory(proc));
    }

    int uid() {
        return uid;
    }

    /** Adds a process of our user, started ten seconds ago. */
    void process(int pid, String... commandLine) {
        process(pid, 'S', uid, 10, commandLine);
    }

    void process(int pid, char state, int processUid, long ageSeconds, String... commandLine) {
        Path directory = proc.resolve(Integer.toString(pid));
        long startTicks = (UPTIME_SECONDS - ageSeconds) * 100;
        write(directory.resolve("stat"), pid + " (x) " + state + " 1".repeat(18) + " " + startTicks + " 0\n");
        write(
                directory.resolve("status"),
                "Name:\tx\nState:\t" + state + "\nUid:\t0\t" + processUid + "\t0\t0\nGid:\t0\t0\t0\t0\nNSpid:\t" + pid
                        + "\nSigCgt:\t0000000000000004\n");
        write(directory.resolve("cmdline"), String.join("\0", commandLine) + "\0");
        write(directory.resolve("comm"), commandLine[0] + "\n");
    }

    /** Lets a process have these files mapped. */
    void maps(int pid, String... files) {
        StringBuilder lines = new StringBuilder();
        for (String file : files) {
            lines.append("7f0000000000-7f0000001000 r-xp 00000000 fe:00 1  ")
                    .append(file)
                    .append('\n');
        }
        write(proc.resolve(Integer.toString(pid)).resolve("maps"), lines.toString());
    }

    /** Puts a counter file where a JVM of this id puts it; its time is that of the recording, long ago. */
    Path counters(int pid, byte[] content) {
        Path file = tmp.resolve("hsperfdata_me").resolve(Integer.toString(pid));
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
