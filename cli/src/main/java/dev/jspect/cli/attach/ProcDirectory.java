// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's view of all processes. A process may end at any moment and may belong to another user, so every question
 * can have the answer null.
 */
final class ProcDirectory {
    /** A process can make its memory map, or its command line, as long as it likes. */
    private static final int LONGEST_READ = 32 << 20;

    private static final String HOTSPOT = "/libjvm.so";
    private static final String OPENJ9 = "/libj9vm";

    private final Path root;

    ProcDirectory(Path root) {
        this.root = root;
    }

    static ProcDirectory ofThisMachine() {
        return new ProcDirectory(Path.of("/proc"));
    }

    /** Returns whether there is such a directory: there is none outside of Linux. */
    boolean exists() {
        return new File(root.toString(), "self/status").exists();
    }

    Path of(int pid) {
        return root.resolve(Integer.toString(pid));
    }

    /** Returns the ids of all processes, ascending. */
    int[] pids() {
        String[] names = new File(root.toString()).list();
        if (names == null) {
            return new int[0];
        }
        int[] pids = new int[names.length];
        int count = 0;
        for (String name : names) {
            int pid = parsePid(name);
            if (pid > 0) {
                pids[count++] = pid;
            }
        }
        int[] found = Arrays.copyOf(pids, count);
        Arrays.sort(found);
        return found;
    }

    /** Returns the number a file is named with, or -1 when its name is not a plain number. */
    static int parsePid(String name) {
        if (name.isEmpty() || name.length() > 9) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < name.length(); i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** Returns the id of this process itself, or -1. */
    int self() {
        String own = link(root.resolve("self"));
        return own == null ? -1 : parsePid(own);
    }

    @Nullable
    ProcStat stat(int pid) {
        byte[] content = read(pid, "stat");
        return content == null ? null : ProcStat.parse(content);
    }

    @Nullable
    ProcStatus status(int pid) {
        byte[] content = read(pid, "status");
        return content == null ? null : ProcStatus.parse(pid, content);
    }

    /** Returns the command line, one element an argument, empty when it cannot be read. */
    String[] commandLine(int pid) {
        byte[] content = read(pid, "cmdline");
        if (content == null || content.length == 0) {
            return new String[0];
        }
        int length = content[content.length - 1] == 0 ? content.length - 1 : content.length;
        return new String(content, 0, length, StandardCharsets.UTF_8).split("\0", -1);
    }

    /** Returns the path of the JVM's library as the process sees it, or null when none is mapped or we may not know. */
    @Nullable
    String mappedJvm(int pid) {
        byte[] content = read(pid, "maps");
        if (content == null) {
            return null;
        }
        String maps = new String(content, StandardCharsets.ISO_8859_1);
        // OpenJ9 comes with a libjvm.so too.
        int at = maps.indexOf(OPENJ9);
        if (at < 0) {
            at = maps.indexOf(HOTSPOT);
        }
        if (at < 0) {
            return null;
        }
        int start = maps.indexOf('/', maps.lastIndexOf('\n', at) + 1);
        // A JDK that was replaced on disk while it runs is still a JVM: its line ends in " (deleted)".
        int end = maps.indexOf(".so", at) + ".so".length();
        return new String(maps.substring(start, end).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Returns where a link such as {@code ns/mnt} of a process points to. */
    @Nullable
    String link(int pid, String name) {
        return link(of(pid).resolve(name));
    }

    /** Returns where the same link of this process points to. */
    @Nullable
    String ownLink(String name) {
        return link(root.resolve("self").resolve(name));
    }

    /** Returns the milliseconds since boot, 0 when unknown. */
    long uptimeMs() {
        byte[] content = read(root.resolve("uptime"));
        if (content == null) {
            return 0;
        }
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(' ');
        try {
            return (long) (Double.parseDouble(end < 0 ? text : text.substring(0, end)) * 1000);
        } catch (NumberFormatException malformed) {
            return 0;
        }
    }

    /** Returns a file of a process, or null. */
    byte @Nullable [] read(int pid, String name) {
        return read(of(pid).resolve(name));
    }

    private static byte @Nullable [] read(Path file) {
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return in.readNBytes(LONGEST_READ);
        } catch (IOException goneOrNotOurs) {
            return null;
        }
    }

    private static @Nullable String link(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException | UnsupportedOperationException goneOrNotOurs) {
            return null;
        }
    }
}
