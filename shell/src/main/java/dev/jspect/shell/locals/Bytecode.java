// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A method's instructions, as far as local variables and the way from one to the next go. An instruction is named by the
 * index of its first byte.
 */
final class Bytecode {
    private static final int MAX_LENGTH = 65_535;
    private static final int[] NONE = {};

    private final byte[] code;
    private final BitSet starts = new BitSet();
    private final BitSet ends = new BitSet();
    private final BitSet throwing = new BitSet();
    private final @Nullable SlotAccess[] accesses;
    private final int[][] targets;

    private Bytecode(byte[] code) {
        this.code = code;
        this.accesses = new SlotAccess[code.length];
        this.targets = new int[code.length][];
    }

    /** Returns the instructions; null where the bytes are none, or have subroutines. */
    static @Nullable Bytecode of(byte[] code) {
        if (code.length == 0 || code.length > MAX_LENGTH) {
            return null;
        }
        Bytecode bytecode = new Bytecode(code);
        try {
            for (int at = 0; at < code.length; ) {
                at += bytecode.decode(at);
            }
        } catch (IllegalArgumentException e) {
            return null;
        }
        return bytecode.isClosed() ? bytecode : null;
    }

    int length() {
        return code.length;
    }

    /** Whether an instruction begins at this index, which may be any. */
    boolean hasInstruction(int at) {
        return at >= 0 && starts.get(at);
    }

    /** The instruction behind, or the code's length. */
    int next(int at) {
        int next = starts.nextSetBit(at + 1);
        return next < 0 ? code.length : next;
    }

    /** Whether it is {@code aconst_null}. */
    boolean pushesNull(int at) {
        return code[at] == 1;
    }

    /** The instruction before, or -1. */
    int previous(int at) {
        return at == 0 ? -1 : starts.previousSetBit(at - 1);
    }

    /** What it does with a local variable, or null. */
    @Nullable
    SlotAccess access(int at) {
        return accesses[at];
    }

    /** Where it may jump to. */
    int[] targets(int at) {
        return targets[at];
    }

    /** Whether the instruction behind may follow. */
    boolean fallsThrough(int at) {
        return !ends.get(at);
    }

    /** Those that {@link Opcodes#throwsForSure}. */
    BitSet throwing() {
        return throwing;
    }

    private boolean isClosed() {
        for (int at = 0; at < code.length; at = next(at)) {
            for (int target : targets(at)) {
                if (!hasInstruction(target)) {
                    return false;
                }
            }
            if (fallsThrough(at) && next(at) == code.length) {
                return false;
            }
        }
        return true;
    }

    /** Notes an instruction and returns its length. */
    private int decode(int at) {
        int opcode = u1(at);
        starts.set(at);
        ends.set(at, Opcodes.endsFlow(opcode));
        throwing.set(at, Opcodes.throwsForSure(opcode));
        targets[at] = NONE;
        int length = Opcodes.length(opcode);
        if (length == Opcodes.VARIABLE) {
            length = opcode == Opcodes.WIDE ? decodeWide(at) : decodeSwitch(at, opcode == Opcodes.TABLESWITCH);
        } else if (Opcodes.hasSlot(opcode)) {
            accesses[at] = Opcodes.access(opcode);
        } else if (Opcodes.takesSlot(opcode)) {
            accesses[at] = Opcodes.access(opcode, u1(at + 1));
        } else if (Opcodes.jumps(opcode)) {
            targets[at] = new int[] {at + (short) u2(at + 1)};
        } else if (Opcodes.jumpsFar(opcode)) {
            targets[at] = new int[] {at + s4(at + 1)};
        }
        if (length <= 0 || length > code.length - at) {
            throw new IllegalArgumentException("no instruction at " + at);
        }
        return length;
    }

    private int decodeWide(int at) {
        int opcode = u1(at + 1);
        if (!Opcodes.takesSlot(opcode)) {
            throw new IllegalArgumentException("cannot be wide: " + opcode);
        }
        accesses[at] = Opcodes.access(opcode, u2(at + 2));
        return opcode == Opcodes.IINC ? 6 : 4;
    }

    /** Default and low and high, or count, and then the offsets, or matches with their offsets. */
    private int decodeSwitch(int at, boolean table) {
        int first = (at | 3) + 1;
        int step = table ? 4 : 8;
        long count = table ? (long) s4(first + 8) - s4(first + 4) + 1 : s4(first + 4);
        if (count < 0 || count > (code.length - first) / step) {
            throw new IllegalArgumentException("no switch at " + at);
        }
        int[] all = new int[(int) count + 1];
        all[0] = at + s4(first);
        for (int i = 0; i < count; i++) {
            all[i + 1] = at + s4(first + 12 + i * step);
        }
        targets[at] = all;
        return first + (table ? 12 : 8) + (int) count * step - at;
    }

    private int u1(int at) {
        if (at >= code.length) {
            throw new IllegalArgumentException("code ends early");
        }
        return code[at] & 0xff;
    }

    private int u2(int at) {
        return u1(at) << 8 | u1(at + 1);
    }

    private int s4(int at) {
        return u2(at) << 16 | u2(at + 2);
    }
}
