// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.os;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the kernel tells of a thread that waits in a system call: its number, its arguments, and where the thread is (proc_pid_syscall(5)). */
public final class WaitingThread {
    private static final int WORDS = 9;
    private static final int STACK_POINTER = 7;
    private static final int PC = 8;

    private final int number;
    private final long[] words;
    private final byte @Nullable [] stack;

    private WaitingThread(int number, long[] words, byte @Nullable [] stack) {
        this.number = number;
        this.words = words;
        this.stack = stack;
    }

    /** Reads the kernel's text; null of a thread that runs, or of any other text. */
    static @Nullable WaitingThread parse(@Nullable String text) {
        return parse(text, null);
    }

    /**
     * Reads the kernel's text as the target itself has read it.
     *
     * @param stack a copy of the inner part of its stack; null where the target's memory is read from here
     */
    public static @Nullable WaitingThread parse(@Nullable String text, byte @Nullable [] stack) {
        String[] told = text == null ? new String[0] : text.strip().split(" ", -1);
        // In the kernel, but in no system call, there are three.
        if (told.length != WORDS) {
            return null;
        }
        try {
            long[] words = new long[WORDS];
            for (int word = 1; word < WORDS; word++) {
                words[word] = Long.parseUnsignedLong(told[word], 2, told[word].length(), 16);
            }
            return new WaitingThread(Integer.parseInt(told[0]), words, stack);
        } catch (NumberFormatException | IndexOutOfBoundsException malformed) {
            return null;
        }
    }

    int number() {
        return number;
    }

    /** Returns an argument, from 1 on. */
    long argument(int index) {
        return words[index];
    }

    long stackPointer() {
        return words[STACK_POINTER];
    }

    long pc() {
        return words[PC];
    }

    /** Returns the copy of its stack, from the stack pointer on; null where there is none. */
    byte @Nullable [] stack() {
        return stack;
    }

    /** Returns bytes of the copy; null where those are not in it, or there is none. */
    byte @Nullable [] copied(long address, int length) {
        long start = address - stackPointer();
        return stack == null || start < 0 || start > stack.length - length
                ? null
                : Arrays.copyOfRange(stack, (int) start, (int) start + length);
    }
}
