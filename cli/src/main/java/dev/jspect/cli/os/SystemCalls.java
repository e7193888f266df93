// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.os;

import dev.jspect.shell.natives.Descriptor;
import dev.jspect.shell.natives.SystemCall;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The system calls that the threads of a target wait in: {@code /proc/PID/task/TID/syscall} (proc_pid_syscall(5)). Nothing is stopped, and nothing loaded; a
 * thread may go on at any moment.
 */
public final class SystemCalls {
    private static final int LONGEST = 256;
    private static final int MOST_POLLED = 4;
    /** {@code struct pollfd}: an int and two shorts (poll(2)). */
    private static final int POLLFD = 8;

    private static final String RUNNING = "running";

    private final Path process;
    private final boolean countsWatched;
    private final @Nullable KnownCalls known = KnownCalls.ofThisMachine();
    private @Nullable String refused;

    private SystemCalls(Path process, boolean countsWatched) {
        this.process = process;
        this.countsWatched = countsWatched;
    }

    /** Looks at a process once. */
    public static SystemCalls of(int pid) {
        return new SystemCalls(Path.of("/proc", Integer.toString(pid)), true);
    }

    /** Looks at a process again and again: the kernel holds an eventpoll while it tells what that watches. */
    public static SystemCalls again(int pid) {
        return new SystemCalls(Path.of("/proc", Integer.toString(pid)), false);
    }

    /**
     * Returns the calls that threads wait in, by the threads' numbers as the target itself sees them.
     *
     * @param since of threads that have run since then nothing is told
     */
    public Map<Long, SystemCall> read(Standstill since) {
        Map<Long, SystemCall> calls = new HashMap<>();
        String[] tasks = process.resolve("task").toFile().list();
        refused = null;
        if (tasks == null || known == null) {
            refused = known == null
                    ? "the numbers of system calls are not known for " + System.getProperty("os.arch")
                    : "there is no " + process.resolve("task");
            return calls;
        }
        // What a descriptor is may be another thing the next time.
        OpenFiles files = new OpenFiles(process, countsWatched);
        ThreadNumbers numbers = new ThreadNumbers(process);
        for (String task : tasks) {
            String text = text(process.resolve("task").resolve(task).resolve("syscall"));
            SystemCall call = text == null ? null : call(text, known, files);
            if (call != null && since.stands(task)) {
                calls.put(numbers.seenFromTarget(task), call);
            }
        }
        return calls;
    }

    /** Returns why nothing, or not all, could be read; null when all could. */
    public @Nullable String refused() {
        return refused;
    }

    private @Nullable SystemCall call(String text, KnownCalls names, OpenFiles files) {
        String[] words = text.strip().split(" ", -1);
        // In the kernel, but in no system call: -1.
        if (words[0].equals(RUNNING) || words[0].startsWith("-") || words.length < 7) {
            return null;
        }
        try {
            KnownCalls.Call call = names.of(Integer.parseInt(words[0]));
            return switch (call.arguments()) {
                case NONE -> new SystemCall(call.name(), List.of(), 0);
                case DESCRIPTOR -> new SystemCall(call.name(), List.of(files.of((int) argument(words[1]))), 0);
                case POLL -> polled(call.name(), argument(words[1]), argument(words[2]), files);
            };
        } catch (NumberFormatException malformed) {
            return null;
        }
    }

    private static long argument(String hex) {
        return Long.parseUnsignedLong(hex, 2, hex.length(), 16);
    }

    /** Which they are stands in the target's memory. */
    private SystemCall polled(String name, long address, long count, OpenFiles files) {
        int shown = (int) Math.max(0, Math.min(MOST_POLLED, count));
        byte[] bytes = new byte[shown * POLLFD];
        try (RandomAccessFile memory =
                new RandomAccessFile(process.resolve("mem").toFile(), "r")) {
            memory.seek(address);
            memory.readFully(bytes);
        } catch (IOException | IllegalArgumentException goneOrNotOurs) {
            return new SystemCall(name, List.of(), 0);
        }
        ByteBuffer polled = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        List<Descriptor> descriptors = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            int number = polled.getInt(i * POLLFD);
            if (number >= 0) {
                descriptors.add(files.of(number));
            }
        }
        return new SystemCall(name, descriptors, (int) Math.min(Integer.MAX_VALUE, count - shown));
    }

    private @Nullable String text(Path file) {
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
        } catch (IOException goneOrNotOurs) {
            if (refused == null && Files.exists(file)) {
                refused =
                        "the kernel does not let this user read it (ptrace access, see proc(5) and yama's ptrace_scope)";
            }
            return null;
        }
    }
}
