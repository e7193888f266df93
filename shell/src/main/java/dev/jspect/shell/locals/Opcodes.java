// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

/** The instruction set of the JVM specification, chapter 6, by opcode. */
final class Opcodes {
    static final int IINC = 132;
    static final int TABLESWITCH = 170;
    static final int WIDE = 196;

    /** The length of an instruction that has to be looked at. */
    static final int VARIABLE = '.' - '0';

    private static final int ILOAD = 21;
    private static final int ILOAD_0 = 26;
    private static final int ISTORE = 54;
    private static final int ISTORE_0 = 59;
    private static final int IFEQ = 153;
    private static final int GOTO = 167;
    private static final int RETURN = 177;
    private static final int ATHROW = 191;
    private static final int IFNULL = 198;
    private static final int IFNONNULL = 199;
    private static final int GOTO_W = 200;

    /** The types of loads and stores, in the order of their opcodes; there are four of each with the slot in the opcode. */
    private static final String KINDS = "IJFDA";

    private static final int WITH_SLOT = 4 * KINDS.length();

    /**
     * Blank are jsr, ret and jsr_w: subroutines went out of use with Java 6, and where one returns to depends on the way
     * that led there.
     */
    private static final String LENGTHS = "1".repeat(16) + "23233" // to ldc2_w
            + "2".repeat(5) + "1".repeat(28) // loads
            + "2".repeat(5) + "1".repeat(28) // stores
            + "1".repeat(45) + "3" + "1".repeat(20) // arithmetic, iinc, conversions, comparisons
            + "3".repeat(15) + "  .." + "1".repeat(6) // branches, switches, returns
            + "3".repeat(7) + "55" + "323113311" // fields, calls, objects
            + ".4335 ";

    private Opcodes() {}

    /** The length of an instruction, {@link #VARIABLE}, or below 0 for one that is none. */
    static int length(int opcode) {
        int length = opcode < LENGTHS.length() ? LENGTHS.charAt(opcode) - '0' : -1;
        return length == ' ' - '0' ? -1 : length;
    }

    /** Whether it is a load or store with its slot in the opcode. */
    static boolean hasSlot(int opcode) {
        return isIn(opcode, ILOAD_0, WITH_SLOT) || isIn(opcode, ISTORE_0, WITH_SLOT);
    }

    /** The access of an instruction that {@link #hasSlot}. */
    static SlotAccess access(int opcode) {
        boolean store = opcode >= ISTORE_0;
        int which = opcode - (store ? ISTORE_0 : ILOAD_0);
        return new SlotAccess(which % 4, KINDS.charAt(which / 4), store);
    }

    /** Whether it is an access with its slot in the bytes behind. */
    static boolean takesSlot(int opcode) {
        return isIn(opcode, ILOAD, KINDS.length()) || isIn(opcode, ISTORE, KINDS.length()) || opcode == IINC;
    }

    /** The access of an instruction that {@link #takesSlot}. */
    static SlotAccess access(int opcode, int slot) {
        boolean store = isIn(opcode, ISTORE, KINDS.length());
        char kind = opcode == IINC ? 'I' : KINDS.charAt(opcode - (store ? ISTORE : ILOAD));
        return new SlotAccess(slot, kind, store);
    }

    /** Whether it jumps by the two bytes behind. */
    static boolean jumps(int opcode) {
        return (opcode >= IFEQ && opcode <= GOTO) || opcode == IFNULL || opcode == IFNONNULL;
    }

    /** Whether it jumps by the four bytes behind. */
    static boolean jumpsFar(int opcode) {
        return opcode == GOTO_W;
    }

    /** Whether the next instruction never follows. */
    static boolean endsFlow(int opcode) {
        return opcode == GOTO || opcode == GOTO_W || opcode == ATHROW || (opcode >= TABLESWITCH && opcode <= RETURN);
    }

    /** Whether all compilers know it to throw. Others may too, if only when what they name cannot be linked. */
    static boolean throwsForSure(int opcode) {
        return isIn(opcode, 46, 8) // loads from arrays
                || isIn(opcode, 79, 8) // stores to arrays
                || (opcode == 108 || opcode == 109 || opcode == 112 || opcode == 113) // division of int and long
                || (opcode >= 178 && opcode <= 192) // fields, calls, new, arraylength, athrow, checkcast
                || opcode == 194 // monitorenter
                || opcode == 197; // multianewarray
    }

    private static boolean isIn(int opcode, int first, int count) {
        return opcode >= first && opcode < first + count;
    }
}
