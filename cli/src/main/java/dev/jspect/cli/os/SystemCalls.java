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
    private static final String DENIED =
            "the kernel does not let this user read it (ptrace access, see proc(5) and yama's ptrace_scope)";

    private static final int LONGEST = 256;
    private static final int MOST_POLLED = 4;
    /** {@code struct pollfd}: an int and two shorts (poll(2)). */
    private static final int POLLFD = 8;

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
        return read(since, null);
    }

    /**
     * The same of threads that the target has looked at itself.
     *
     * @param told by their numbers; null: they are looked at from here
     */
    public Map<Long, SystemCall> read(Standstill since, @Nullable Map<Long, WaitingThread> told) {
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
            WaitingThread thread = told == null
                    ? WaitingThread.parse(
                            text(process.resolve("task").resolve(task).resolve("syscall")))
                    : told.get(numbers.seenFromTarget(task));
            SystemCall call = thread == null ? null : call(thread, known, files);
            if (call != null && since.stands(task)) {
                calls.put(numbers.seenFromTarget(task), call);
            }
        }
        return calls;
    }

    /** Whether it is this user's rights that are in the way: the target may have them. */
    public boolean isDenied() {
        return DENIED.equals(refused);
    }

    /** Returns why nothing, or not all, could be read; null when all could. */
    public @Nullable String refused() {
        return refused;
    }

    private @Nullable SystemCall call(WaitingThread thread, KnownCalls names, OpenFiles files) {
        if (thread.number() < 0) {
            return null;
        }
        KnownCalls.Call call = names.of(thread.number());
        return switch (call.arguments()) {
            case NONE -> new SystemCall(call.name(), List.of(), 0);
            case DESCRIPTOR -> new SystemCall(call.name(), List.of(files.of((int) thread.argument(1))), 0);
            case POLL -> polled(call.name(), thread, files);
        };
    }

    /** Which they are stands in the target's memory. */
    private SystemCall polled(String name, WaitingThread thread, OpenFiles files) {
        long count = thread.argument(2);
        int shown = (int) Math.max(0, Math.min(MOST_POLLED, count));
        byte[] bytes = memory(thread, thread.argument(1), shown * POLLFD);
        if (bytes == null) {
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

    private byte @Nullable [] memory(WaitingThread thread, long address, int length) {
        if (thread.stack() != null) {
            return thread.copied(address, length);
        }
        byte[] bytes = new byte[length];
        try (RandomAccessFile memory =
                new RandomAccessFile(process.resolve("mem").toFile(), "r")) {
            memory.seek(address);
            memory.readFully(bytes);
            return bytes;
        } catch (IOException | IllegalArgumentException goneOrNotOurs) {
            return null;
        }
    }

    private @Nullable String text(Path file) {
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
        } catch (IOException goneOrNotOurs) {
            if (refused == null && Files.exists(file)) {
                refused = DENIED;
            }
            return null;
        }
    }
}
