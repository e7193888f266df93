// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.os;

import dev.jspect.shell.natives.MemoryMap;
import dev.jspect.shell.natives.NativeStack;
import dev.jspect.shell.natives.StackMemory;
import dev.jspect.shell.natives.Unwinder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The calls below Java of threads. Of those that wait in system calls the kernel tells where the stack is, which is copied without stopping anything; the copy is of
 * one moment if the thread has not run meanwhile. Of those that run, the target makes the copy.
 */
public final class NativeStacks {
    /** Of a stack: the calls below Java take much less. */
    private static final int COPIED = 96 << 10;

    /** What the kernel gives each process is shorter. */
    private static final int MOST_OF_MEMORY = 1 << 20;

    /** Of stacks that are unwound after all of them are copied: a few megabytes. */
    private static final int COPIES_AT_ONCE = 256;

    private static final String ARCHITECTURE = "amd64";

    private static final String DENIED = "the kernel does not let this user read the target's memory"
            + " (ptrace access, see proc(5) and yama's ptrace_scope)";

    private final Path process;
    private final LoadedFiles loaded;
    private @Nullable Unwinder unwinder;
    private @Nullable String refused;

    /** The stack of a thread that waited when it was copied. */
    private record Copy(long number, WaitingThread thread, StackMemory stack) {}

    private NativeStacks(Path process) {
        this.process = process;
        this.loaded = new LoadedFiles(process);
    }

    /** Looks at a process. */
    public static NativeStacks of(int pid) {
        return new NativeStacks(Path.of("/proc", Integer.toString(pid)));
    }

    /**
     * Returns the calls of threads, by their numbers as the target itself sees them; nothing of threads that run.
     *
     * @param wanted their numbers
     * @param since of threads that have run since then nothing is told
     * @param told what the target tells of them itself, by their numbers; null: they are looked at from here
     */
    public Map<Long, NativeStack> read(Set<Long> wanted, Standstill since, @Nullable Map<Long, WaitingThread> told) {
        refused = null;
        if (!System.getProperty("os.arch", "").equals(ARCHITECTURE)) {
            refused = "frames below Java are read on x86_64 only";
            return Map.of();
        }
        if (!knowsMap()) {
            refused = DENIED;
            return Map.of();
        }
        Map<Long, NativeStack> stacks = new HashMap<>();
        List<Copy> copies = new ArrayList<>();
        ThreadNumbers numbers = new ThreadNumbers(process);
        String[] tasks = process.resolve("task").toFile().list();
        try (RandomAccessFile memory = told == null ? memory() : null) {
            for (String task : tasks == null ? new String[0] : tasks) {
                long number = numbers.seenFromTarget(task);
                WaitingThread thread = wanted.contains(number) ? waiting(task, number, told) : null;
                StackMemory stack = thread == null ? null : copy(task, thread, memory, since);
                if (thread != null && stack != null) {
                    copies.add(new Copy(number, thread, stack));
                }
                if (copies.size() == COPIES_AT_ONCE) {
                    unwind(copies, stacks);
                }
            }
            unwind(copies, stacks);
        } catch (IOException e) {
            refused = DENIED;
        }
        return stacks;
    }

    private @Nullable WaitingThread waiting(String task, long number, @Nullable Map<Long, WaitingThread> told) {
        return told == null
                ? WaitingThread.parse(text(process.resolve("task").resolve(task).resolve("syscall")))
                : told.get(number);
    }

    /** Whether it is known what is where in the target's memory; without that, no stack can be unwound. */
    public boolean knowsMap() {
        return loaded.map() != null;
    }

    /** Takes the map as the target itself has read it. */
    public void useMap(String text) {
        loaded.use(text);
    }

    /** Returns which of some threads run now, or would if there were a processor for them (proc_pid_stat(5)); by their numbers as the target itself sees them. */
    public List<Long> running(Set<Long> wanted) {
        ThreadNumbers numbers = new ThreadNumbers(process);
        List<Long> running = new ArrayList<>();
        String[] tasks = process.resolve("task").toFile().list();
        for (String task : tasks == null ? new String[0] : tasks) {
            String told = text(process.resolve("task").resolve(task).resolve("stat"));
            // Behind its name, which may be anything.
            boolean runs = told != null && told.startsWith(") R ", Math.max(0, told.lastIndexOf(')')));
            long number = runs ? numbers.seenFromTarget(task) : -1;
            if (wanted.contains(number)) {
                running.add(number);
            }
        }
        return running;
    }

    /**
     * Returns the calls of a thread that ran.
     *
     * @param registers as DWARF numbers them, the last is where it goes on
     * @param stack its inner part
     */
    public NativeStack unwind(long[] registers, StackMemory stack) {
        return unwinder().unwind(registers, stack);
    }

    /** Keeps the map of the memory as it was at first. */
    private Unwinder unwinder() {
        MemoryMap map = loaded.map();
        Unwinder known = unwinder == null
                ? new Unwinder(map == null ? MemoryMap.parse("") : map, loaded::file, this::memory)
                : unwinder;
        unwinder = known;
        return known;
    }

    /** Whether it is this user's rights that are in the way: the target may have them. */
    public boolean isDenied() {
        return DENIED.equals(refused);
    }

    /** Returns why nothing could be read; null when it could. */
    public @Nullable String refused() {
        return refused;
    }

    /** Null of a thread that has run meanwhile. */
    private @Nullable StackMemory copy(
            String task, WaitingThread thread, @Nullable RandomAccessFile memory, Standstill since) throws IOException {
        byte[] copy = memory == null ? thread.stack() : bytes(memory, thread.stackPointer());
        StackMemory stack = new StackMemory(thread.stackPointer(), copy == null ? new byte[0] : copy);
        return since.stands(task) ? stack : null;
    }

    /** Later than they are copied: to read the files of the first takes longer than many threads wait. */
    private void unwind(List<Copy> copies, Map<Long, NativeStack> stacks) {
        for (Copy copy : copies) {
            WaitingThread thread = copy.thread();
            stacks.put(copy.number(), unwinder().unwind(thread.pc(), thread.stackPointer(), copy.stack()));
        }
        copies.clear();
    }

    private RandomAccessFile memory() throws IOException {
        return new RandomAccessFile(process.resolve("mem").toFile(), "r");
    }

    private static byte[] bytes(RandomAccessFile memory, long address) throws IOException {
        byte[] bytes = new byte[COPIED];
        memory.seek(address);
        int length = 0;
        // What is not there ends it: the stack's own end.
        for (int read = 0; length < COPIED && read >= 0; length += Math.max(0, read)) {
            try {
                read = memory.read(bytes, length, Math.min(4096 - (int) (address + length & 4095), COPIED - length));
            } catch (IOException end) {
                break;
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    private byte[] memory(MemoryMap.Range range) {
        byte[] bytes = new byte[(int) Math.min(MOST_OF_MEMORY, range.end() - range.start())];
        try (RandomAccessFile memory = memory()) {
            memory.seek(range.start());
            memory.readFully(bytes);
            return bytes;
        } catch (IOException notOurs) {
            return new byte[0];
        }
    }

    private static @Nullable String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return null;
        }
    }
}
