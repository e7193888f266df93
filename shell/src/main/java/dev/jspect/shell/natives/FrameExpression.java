// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Where a frame is, where that takes more than a register: the few operations that compilers and linkers use for it (DWARF 5, 2.5). */
final class FrameExpression {
    private final byte[] code;
    private final Registers registers;
    private final StackMemory stack;
    private int at;

    private FrameExpression(byte[] code, Registers registers, StackMemory stack) {
        this.code = code;
        this.registers = registers;
        this.stack = stack;
    }

    /** Returns what it comes to; null where something is not known. */
    static @Nullable Long value(byte[] code, Registers registers, StackMemory stack) {
        try {
            return new FrameExpression(code, registers, stack).run();
        } catch (NoSuchElementException | IndexOutOfBoundsException malformed) {
            return null;
        }
    }

    private @Nullable Long run() {
        Deque<Long> values = new ArrayDeque<>();
        while (at < code.length) {
            int operation = code[at++] & 0xFF;
            if (operation >= 0x70 && operation <= 0x8F) {
                int register = operation - 0x70;
                long offset = number(true);
                if (!registers.knows(register)) {
                    return null;
                }
                values.push(registers.get(register) + offset);
            } else if (operation >= 0x30 && operation <= 0x4F) {
                values.push((long) (operation - 0x30));
            } else if (operation == 0x06) {
                long address = values.pop();
                if (!stack.has(address)) {
                    return null;
                }
                values.push(stack.word(address));
            } else if (operation == 0x23) {
                values.push(values.pop() + number(false));
            } else if (!twoOperands(operation, values)) {
                return null;
            }
        }
        return values.pop();
    }

    private static boolean twoOperands(int operation, Deque<Long> values) {
        long second = values.pop();
        long first = values.pop();
        switch (operation) {
            case 0x1A -> values.push(first & second);
            case 0x22 -> values.push(first + second);
            case 0x1C -> values.push(first - second);
            case 0x24 -> values.push(first << second);
            case 0x2A -> values.push(first >= second ? 1L : 0L);
            default -> {
                return false;
            }
        }
        return true;
    }

    private long number(boolean signed) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = code[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                boolean negative = signed && (next & 0x40) != 0 && shift + 7 < 64;
                return negative ? value | -1L << (shift + 7) : value;
            }
        }
        throw new IndexOutOfBoundsException("a number without an end");
    }
}
