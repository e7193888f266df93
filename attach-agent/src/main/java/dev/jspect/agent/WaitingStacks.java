// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.protocol.StackSample;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Stacks of threads that wait, as this process itself may always read them: the tool may not where it needs the rights of a debugger for it (ptrace(2),
 * {@code /proc/sys/kernel/yama/ptrace_scope}).
 */
final class WaitingStacks {
    private static final int LONGEST_CALL = 256;
    /** Number, six arguments, stack pointer, and where it goes on (proc_pid_syscall(5)). */
    private static final int WORDS = 9;

    private static final int STACK_POINTER = 7;
    private static final int PAGE = 4096;
    private static final long[] NO_REGISTERS = {};

    private WaitingStacks() {}

    /** Reads one; without its call where there is nothing to be read of it any more. */
    static StackSample read(long thread, int most) {
        String call = null;
        byte[] stack = new byte[0];
        try {
            call = call(thread);
            String[] words = call.split(" ", -1);
            if (words.length == WORDS && words[STACK_POINTER].startsWith("0x")) {
                stack = memory(Long.parseUnsignedLong(words[STACK_POINTER].substring(2), 16), most);
            }
        } catch (IOException | RuntimeException gone) {
            // It has ended, or a security manager is in the way.
        }
        return new StackSample(thread, StackSample.NOT_RUNNING, NO_REGISTERS, call, stack);
    }

    private static String call(long thread) throws IOException {
        FileInputStream in = new FileInputStream("/proc/self/task/" + thread + "/syscall");
        try {
            byte[] text = new byte[LONGEST_CALL];
            int length = in.read(text);
            return new String(text, 0, Math.max(0, length), StandardCharsets.ISO_8859_1).trim();
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
