// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import java.nio.ByteBuffer;

/**
 * The instructions that a function begins with (AMD64), up to where its frame is set up: how far above the stack pointer the frame pointer is then. Instructions that compilers
 * move in between are stepped over; what is not understood ends it.
 */
final class Prologue {
    /** So many bytes are looked at. */
    static final int LONGEST = 192;

    private static final int UNKNOWN = -1;
    private static final int REX_W = 8;
    private static final int RSP = 4;
    private static final int RBP = 5;

    private final ByteBuffer code;
    private int at;
    private int rex;
    private boolean narrow;

    private boolean saved;
    private boolean set;
    private long depth;

    private Prologue(ByteBuffer code) {
        this.code = code;
    }

    /**
     * Returns how far the frame pointer is above the stack pointer at the function's calls; -1 where that cannot be told.
     *
     * @param code the function's first bytes
     */
    static long framePointerAboveStackPointer(ByteBuffer code) {
        Prologue prologue = new Prologue(code);
        try {
            return prologue.run();
        } catch (IndexOutOfBoundsException endOfWhatIsLookedAt) {
            return UNKNOWN;
        }
    }

    private int next() {
        return code.get(at++) & 0xFF;
    }

    private long run() {
        while (true) {
            prefixes();
            int operation = next();
            if (operation >= 0x50 && operation <= 0x57) {
                push((operation & 7) | (rex & 1) << 3);
            } else if (operation == 0x68 || operation == 0x6A) {
                at += operation == 0x6A ? 1 : 4;
                depth += set ? Long.BYTES : 0;
            } else if (operation == 0xE8) {
                return set ? depth : UNKNOWN;
            } else if (operation == 0x0F) {
                if (!twoBytes()) {
                    return UNKNOWN;
                }
            } else if (operation == 0x81 || operation == 0x83) {
                int register = modifier();
                long operand = operation == 0x83 ? code.get(at) : code.getInt(at);
                at += operation == 0x83 ? 1 : narrow ? 2 : 4;
                if (register == (5 << 4 | RSP) && (rex & REX_W) != 0) {
                    return set ? depth + operand : UNKNOWN;
                } else if ((register & 15) == RSP && register >= 0 && (register >> 4) != 7) {
                    // What else is done to the stack pointer cannot be told; to compare it does nothing to it.
                    return UNKNOWN;
                }
            } else if (!oneByte(operation)) {
                return UNKNOWN;
            }
        }
    }

    private void prefixes() {
        rex = 0;
        narrow = false;
        int prefix = code.get(at) & 0xFF;
        while (prefix == 0x66 || prefix == 0xF2 || prefix == 0xF3 || prefix == 0x2E || prefix == 0x64) {
            narrow |= prefix == 0x66;
            at++;
            prefix = code.get(at) & 0xFF;
        }
        if (prefix >= 0x40 && prefix <= 0x4F) {
            rex = prefix & 15;
            at++;
        }
    }

    private void push(int register) {
        if (!set && register == RBP) {
            saved = true;
        }
        depth += set ? Long.BYTES : 0;
    }

    /** Steps over a register or memory operand; returns the two registers, the first times 16, or -1 where one is memory. */
    private int modifier() {
        int modifier = next();
        int mode = modifier >> 6;
        int second = modifier & 7;
        int first = modifier >> 3 & 7;
        if (mode == 3) {
            return (first | (rex & 4) << 1) << 4 | second | (rex & 1) << 3;
        }
        int index = second == 4 ? next() : 0;
        boolean wide = mode == 2 || (mode == 0 && (second == 5 || (second == 4 && (index & 7) == 5)));
        at += mode == 1 ? 1 : wide ? 4 : 0;
        return UNKNOWN;
    }

    /** Returns false where it is not understood, or where the function goes on elsewhere. */
    private boolean oneByte(int operation) {
        if (operation < 0x40) {
            return arithmetic(operation);
        }
        switch (operation) {
            case 0x89, 0x8B -> {
                return move(operation, modifier());
            }
            case 0x8D -> {
                // lea into the stack pointer.
                boolean toStack = (code.get(at) >> 3 & 7) == RSP && (rex & 4) == 0;
                modifier();
                return !toStack;
            }
            case 0x63, 0x84, 0x85, 0x86, 0x87, 0x88, 0x8A, 0xD0, 0xD1, 0xD2, 0xD3, 0xFE -> modifier();
            case 0x69 -> {
                modifier();
                at += narrow ? 2 : 4;
            }
            case 0x6B, 0x80, 0xC0, 0xC1, 0xC6 -> {
                modifier();
                at++;
            }
            case 0xC7 -> {
                modifier();
                at += narrow ? 2 : 4;
            }
            case 0xF6, 0xF7 -> {
                int kind = code.get(at) >> 3 & 7;
                modifier();
                at += kind > 1 ? 0 : operation == 0xF6 ? 1 : narrow ? 2 : 4;
            }
            case 0xA8 -> at++;
            case 0xA9 -> at += narrow ? 2 : 4;
            case 0x90, 0x98, 0x99 -> {
                // Without operands.
            }
            default -> {
                return jumpOrConstant(operation);
            }
        }
        return true;
    }

    private boolean arithmetic(int operation) {
        switch (operation & 7) {
            case 0, 1, 2, 3 -> {
                int registers = modifier();
                boolean toStack = registers >= 0
                        && ((operation & 2) == 0 ? (registers & 15) == RSP : registers >> 4 == RSP)
                        // To compare it does nothing to it.
                        && operation < 0x38;
                return !toStack;
            }
            case 4 -> at++;
            case 5 -> at += narrow ? 2 : 4;
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean move(int operation, int registers) {
        boolean toPointer = registers == (operation == 0x89 ? RSP << 4 | RBP : RBP << 4 | RSP);
        if (toPointer && saved && (rex & REX_W) != 0) {
            set = true;
            return true;
        }
        int target = registers < 0 ? UNKNOWN : operation == 0x89 ? registers & 15 : registers >> 4;
        return target != RSP && (target != RBP || !set);
    }

    private boolean jumpOrConstant(int operation) {
        if (operation >= 0x70 && operation <= 0x7F) {
            at++;
        } else if (operation >= 0xB0 && operation <= 0xB7) {
            at++;
        } else if (operation >= 0xB8 && operation <= 0xBF) {
            at += (rex & REX_W) != 0 ? 8 : narrow ? 2 : 4;
        } else if (operation == 0xEB || operation == 0xE9) {
            int over = operation == 0xEB ? code.get(at) : code.getInt(at);
            at += (operation == 0xEB ? 1 : 4) + over;
            // Only onwards: there is an end to it.
            return over >= 0;
        } else {
            return false;
        }
        return true;
    }

    private boolean twoBytes() {
        int operation = next();
        if (operation >= 0x80 && operation <= 0x8F) {
            at += 4;
            return true;
        }
        boolean plain = (operation >= 0x10 && operation <= 0x1F)
                || (operation >= 0x28 && operation <= 0x2F)
                || (operation >= 0x40 && operation <= 0x6F)
                || (operation >= 0x74 && operation <= 0x76)
                || (operation >= 0x7E && operation <= 0x7F)
                || (operation >= 0x90 && operation <= 0x9F)
                || operation == 0xA3
                || operation == 0xAF
                || operation == 0xB6
                || operation == 0xB7
                || operation == 0xBE
                || operation == 0xBF
                || (operation >= 0xD0 && operation <= 0xFE);
        boolean withConstant = (operation >= 0x70 && operation <= 0x73) || operation == 0xBA || operation == 0xC6;
        if (plain || withConstant) {
            modifier();
            at += withConstant ? 1 : 0;
        }
        return plain || withConstant;
    }
}
