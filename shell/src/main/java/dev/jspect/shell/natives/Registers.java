// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import java.util.Arrays;

/** What is known of a frame's registers, by their DWARF numbers (System V ABI, AMD64, figure 3.36). */
final class Registers {
    static final int RBX = 3;
    static final int RBP = 6;
    static final int RSP = 7;
    static final int PC = 16;
    static final int COUNT = 17;

    private final long[] values = new long[COUNT];
    private final boolean[] known = new boolean[COUNT];

    /** Of a thread that waits in a system call, the kernel tells these two. */
    Registers(long pc, long sp) {
        set(PC, pc);
        set(RSP, sp);
    }

    /** Of a thread that ran, all are known, by their numbers. */
    Registers(long[] all) {
        for (int register = 0; register < COUNT; register++) {
            set(register, all[register]);
        }
    }

    private Registers() {}

    Registers copy() {
        Registers copy = new Registers();
        System.arraycopy(values, 0, copy.values, 0, COUNT);
        System.arraycopy(known, 0, copy.known, 0, COUNT);
        return copy;
    }

    void forgetAll() {
        Arrays.fill(known, false);
    }

    boolean knows(int register) {
        return register >= 0 && register < COUNT && known[register];
    }

    long get(int register) {
        return values[register];
    }

    void set(int register, long value) {
        values[register] = value;
        known[register] = true;
    }

    /** Says whether a function gives a register back to its caller as it was. */
    static boolean isPreserved(int register) {
        return register == RBX || register == RBP || (register >= 12 && register <= 15);
    }
}
