// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.protocol.StackSample;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;

/**
 * Stacks of threads that wait, as this process may read them itself: the tool may not where it needs the rights of a debugger for it (ptrace(2),
 * {@code /proc/sys/kernel/yama/ptrace_scope}).
 */
final class WaitingStacks {
    private static final int LONGEST_CALL = 256;
    private static final int LONGEST_MAP = 4 << 20;
    /** Number, six arguments, stack pointer, and where it goes on (proc_pid_syscall(5)). */
    private static final int WORDS = 9;

    private static final int STACK_POINTER = 7;
    private static final int PAGE = 4096;
    private static final long[] NO_REGISTERS = {};

    private WaitingStacks() {}

    /** Reads one; without its call where there is nothing to be read of it, or it has gone on meanwhile. */
    static StackSample read(long thread, int most) {
        String file = "/proc/self/task/" + thread + "/syscall";
        String call = null;
        byte[] stack = new byte[0];
        try {
            call = text(file, LONGEST_CALL);
            String[] words = call.split(" ", -1);
            if (words.length == WORDS && words[STACK_POINTER].startsWith("0x")) {
                stack = memory(Long.parseUnsignedLong(words[STACK_POINTER].substring(2), 16), most);
                call = call.equals(text(file, LONGEST_CALL)) ? call : null;
            }
        } catch (IOException | RuntimeException gone) {
            // It has ended, or this process may not, either, or a security manager is in the way.
            call = null;
        }
        return new StackSample(thread, StackSample.NOT_RUNNING, NO_REGISTERS, call, stack);
    }

    /** Returns what is where in this process's memory; null where that cannot be read. */
    static String map() {
        try {
            return text("/proc/self/maps", LONGEST_MAP);
        } catch (IOException | RuntimeException closed) {
            return null;
        }
    }

    @SuppressWarnings(
            "StringCharset") // StandardCharsets would load six charsets into a target that has not needed them.
    private static String text(String file, int longest) throws IOException {
        FileInputStream in = new FileInputStream(file);
        try {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            byte[] part = new byte[PAGE];
            for (int length = in.read(part); length > 0 && text.size() < longest; length = in.read(part)) {
                text.write(part, 0, length);
            }
            return text.toString("UTF-8").trim();
        } finally {
            in.close();
        }
    }

    private static byte[] memory(long address, int most) throws IOException {
        byte[] bytes = new byte[most];
        int length = 0;
        RandomAccessFile memory = new RandomAccessFile("/proc/self/mem", "r");
        try {
            memory.seek(address);
            for (int read = 0; length < most && read >= 0; length += Math.max(0, read)) {
                read = memory.read(
                        bytes, length, Math.min(PAGE - (int) ((address + length) & (PAGE - 1)), most - length));
            }
        } catch (IOException end) {
            // What is not there ends it: the stack's own end.
        } finally {
            memory.close();
        }
        return Arrays.copyOf(bytes, length);
    }
}
