// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Runs the instructions that describe a function's frame (DWARF 5, 6.4.2), up to one place. For one description. */
final class FrameProgram {
    private static final int POINTER = 0x00;
    private static final int UDATA4 = 0x03;
    private static final int SDATA4 = 0x0B;
    private static final int SDATA8 = 0x0C;
    private static final int UDATA8 = 0x04;
    private static final int OF_FORMAT = 0x0F;
    private static final int OF_PLACE = 0x70;
    private static final int TO_ITSELF = 0x10;

    private final ByteBuffer bytes;
    private final long address;
    private int at;
    private long codeUnit;
    private long dataUnit;
    private int encoding;
    private int returnRegister;
    private boolean augmented;

    /**
     * @param bytes of {@code .eh_frame}
     * @param address of the first of them
     */
    FrameProgram(ByteBuffer bytes, long address) {
        this.bytes = bytes;
        this.address = address;
    }

    /**
     * Returns the rules at a place.
     *
     * @param description where that of the function is
     * @return null when it is not of a function that has that place
     */
    @Nullable
    FrameRules run(int description, long place) {
        at = description;
        int length = bytes.getInt(at);
        int end = at + 4 + length;
        if (length <= 0 || length > bytes.limit() - at - 4) {
            return null;
        }
        at += 4;
        int common = at - bytes.getInt(at);
        int begin = at + 4;
        FrameRules initial = new FrameRules();
        common(common, initial);
        at = begin;
        long function = pointer(encoding);
        long range = pointer(encoding & OF_FORMAT);
        if (place - function < 0 || place - function >= range) {
            return null;
        }
        if (augmented) {
            skip();
        }
        FrameRules rules = initial.copy();
        rules.function = function;
        return execute(end, function, place, rules, initial) ? rules : null;
    }

    /** What descriptions have in common. */
    private void common(int start, FrameRules rules) {
        at = start;
        int length = bytes.getInt(at);
        if (length <= 0 || length > bytes.limit() - at - 4) {
            throw new IllegalArgumentException("a description that is longer than all");
        }
        int end = at + 4 + length;
        at += 8;
        int version = bytes.get(at++);
        StringBuilder augmentation = new StringBuilder();
        for (byte c = bytes.get(at++); c != 0; c = bytes.get(at++)) {
            augmentation.append((char) c);
        }
        codeUnit = unsigned();
        dataUnit = signed();
        returnRegister = version == 1 ? bytes.get(at++) & 0xFF : (int) unsigned();
        augmented = augmentation.length() > 0 && augmentation.charAt(0) == 'z';
        if (augmented) {
            int augmentationAt = at;
            skip();
            int after = at;
            at = augmentationAt;
            unsigned();
            for (int i = 1; i < augmentation.length(); i++) {
                part(augmentation.charAt(i));
            }
            at = after;
        }
        if (returnRegister != Registers.PC || !execute(end, 0, Long.MAX_VALUE, rules, rules)) {
            throw new IllegalArgumentException("a description of another kind");
        }
    }

    private void part(char kind) {
        switch (kind) {
            case 'R' -> encoding = bytes.get(at++) & 0xFF;
            case 'L' -> at++;
            case 'P' -> {
                int personality = bytes.get(at++) & 0xFF;
                pointer(personality);
            }
            default -> {
                // Flags without anything behind them.
            }
        }
    }

    private long pointer(int how) {
        long here = address + at;
        long value = switch (how & OF_FORMAT) {
            case UDATA4 -> next(4) & 0xFFFF_FFFFL;
            case SDATA4 -> next(4);
            case POINTER, UDATA8, SDATA8 -> next(8);
            default -> throw new IllegalArgumentException("a pointer of kind " + how);
        };
        return (how & OF_PLACE) == TO_ITSELF ? here + value : value;
    }

    private long next(int length) {
        long value = length == 4
                ? bytes.getInt(at)
                : length == 8 ? bytes.getLong(at) : length == 2 ? bytes.getShort(at) & 0xFFFF : bytes.get(at) & 0xFF;
        at += length;
        return value;
    }

    private long unsigned() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = bytes.get(at++);
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new ArithmeticException("a number without an end");
    }

    /** A length, and so many bytes. */
    private void skip() {
        long length = unsigned();
        if (length < 0 || length > bytes.limit() - at) {
            throw new IllegalArgumentException("a part that is longer than all");
        }
        at += (int) length;
    }

    private long signed() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = bytes.get(at++);
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return shift + 7 < 64 && (next & 0x40) != 0 ? value | -1L << (shift + 7) : value;
            }
        }
        throw new ArithmeticException("a number without an end");
    }

    /** Returns false where something is said that is not understood: then nothing is known. */
    private boolean execute(int end, long function, long place, FrameRules rules, FrameRules initial) {
        Deque<FrameRules> remembered = new ArrayDeque<>();
        FrameRules now = rules;
        long reached = function;
        while (at < end && reached <= place) {
            int code = bytes.get(at++) & 0xFF;
            int low = code & 0x3F;
            switch (code & 0xC0) {
                case 0x40 -> reached += low * codeUnit;
                case 0x80 -> now.set(low, FrameRules.Kind.SAVED, unsigned() * dataUnit);
                case 0xC0 -> now.restore(low, initial);
                default -> {
                    if (low >= 0x01 && low <= 0x04) {
                        reached = low == 0x01
                                ? pointer(encoding)
                                : reached + next(low == 0x02 ? 1 : low == 0x03 ? 2 : 4) * codeUnit;
                    } else if (low == 0x0A) {
                        remembered.push(now.copy());
                    } else if (low == 0x0B) {
                        take(rules, remembered.pop());
                    } else if (!define(low, now, initial)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** The function's start is no rule. */
    private static void take(FrameRules rules, FrameRules from) {
        for (int register = 0; register < Registers.COUNT; register++) {
            rules.restore(register, from);
        }
        rules.frameRegister = from.frameRegister;
        rules.frameOffset = from.frameOffset;
        rules.frameExpression = from.frameExpression;
    }

    private boolean define(int code, FrameRules now, FrameRules initial) {
        switch (code) {
            case 0x00 -> {
                // Nothing, to fill up.
            }
            case 0x05 -> now.set((int) unsigned(), FrameRules.Kind.SAVED, unsigned() * dataUnit);
            case 0x06 -> now.restore((int) unsigned(), initial);
            case 0x07 -> now.set((int) unsigned(), FrameRules.Kind.UNDEFINED, 0);
            case 0x08 -> now.set((int) unsigned(), FrameRules.Kind.SAME, 0);
            case 0x09 -> {
                int register = (int) unsigned();
                unsigned();
                now.set(register, FrameRules.Kind.LOST, 0);
            }
            case 0x0C -> frame(now, (int) unsigned(), unsigned());
            case 0x0D -> frame(now, (int) unsigned(), now.frameOffset);
            case 0x0E -> frame(now, now.frameRegister, unsigned());
            case 0x0F -> {
                int start = at;
                skip();
                int end = at;
                at = start;
                byte[] expression = new byte[(int) unsigned()];
                bytes.get(end - expression.length, expression);
                at = end;
                now.frameExpression = expression;
            }
            case 0x10, 0x16 -> {
                int register = (int) unsigned();
                skip();
                now.set(register, FrameRules.Kind.LOST, 0);
            }
            case 0x11 -> now.set((int) unsigned(), FrameRules.Kind.SAVED, signed() * dataUnit);
            case 0x12 -> frame(now, (int) unsigned(), signed() * dataUnit);
            case 0x13 -> frame(now, now.frameRegister, signed() * dataUnit);
            case 0x14 -> now.set((int) unsigned(), FrameRules.Kind.ADDRESS, unsigned() * dataUnit);
            case 0x15 -> now.set((int) unsigned(), FrameRules.Kind.ADDRESS, signed() * dataUnit);
            // How much of the stack a call's arguments take.
            case 0x2E -> unsigned();
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void frame(FrameRules now, int register, long offset) {
        now.frameRegister = register;
        now.frameOffset = offset;
        now.frameExpression = null;
    }
}
