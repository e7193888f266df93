// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

/**
 * What an instruction does with a local variable. {@code iinc} counts as reading: it leaves the slot whose it is.
 *
 * @param slot the first slot
 * @param kind {@code I}, {@code J}, {@code F}, {@code D}, or {@code A} for a reference
 */
record SlotAccess(int slot, char kind, boolean writes) {
    /** Whether it reads that slot, as a value of that kind. */
    boolean reads(int wanted, char ofKind) {
        return !writes && slot == wanted && kind == ofKind;
    }

    /** Whether it writes the first of these slots, or the second of a long or double. */
    boolean overwrites(int first, int count) {
        return writes && slot < first + count && first < slot + width(kind);
    }

    /** The slots that a kind takes. */
    static int width(char kind) {
        return kind == 'J' || kind == 'D' ? 2 : 1;
    }

    /** The kind of a type, by its descriptor; a blank for none. */
    static char kind(String descriptor) {
        return switch (descriptor.charAt(0)) {
            case 'Z', 'B', 'C', 'S', 'I' -> 'I';
            case 'J', 'F', 'D' -> descriptor.charAt(0);
            case 'L', '[' -> 'A';
            default -> ' ';
        };
    }
}
