// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import org.jspecify.annotations.Nullable;

/** How a frame is left at one place of its function: where its caller's registers are. */
final class FrameRules {
    /** What became of a register of the caller's. */
    enum Kind {
        /** It is in the register still. */
        SAME,
        /** It is on the stack. */
        SAVED,
        /** It is an address of the stack. */
        ADDRESS,
        /** There is none: of a return address, the thread begins here. */
        UNDEFINED,
        /** It is somewhere that is not read here. */
        LOST
    }

    /** The start of the function. */
    long function;

    int frameRegister = Registers.RSP;
    long frameOffset;
    /** In place of both; null where they say where the frame is. */
    byte @Nullable [] frameExpression;

    private Kind[] kinds = new Kind[Registers.COUNT];
    private long[] offsets = new long[Registers.COUNT];

    FrameRules() {
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = Kind.SAME;
        }
    }

    void set(int register, Kind kind, long offset) {
        if (register >= 0 && register < Registers.COUNT) {
            kinds[register] = kind;
            offsets[register] = offset;
        }
    }

    Kind kind(int register) {
        return kinds[register];
    }

    long offset(int register) {
        return offsets[register];
    }

    /** Takes over what another has of one register. */
    void restore(int register, FrameRules initial) {
        if (register >= 0 && register < Registers.COUNT) {
            set(register, initial.kinds[register], initial.offsets[register]);
        }
    }

    FrameRules copy() {
        FrameRules copy = new FrameRules();
        copy.function = function;
        copy.frameRegister = frameRegister;
        copy.frameOffset = frameOffset;
        copy.frameExpression = frameExpression;
        copy.kinds = kinds.clone();
        copy.offsets = offsets.clone();
        return copy;
    }
}
