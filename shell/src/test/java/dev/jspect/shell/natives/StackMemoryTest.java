// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Copies of stacks, and registers, may be a hostile target's. */
class StackMemoryTest {
    @Test
    void hasWhatIsInItAndNothingElse() {
        byte[] bytes = ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(8, 4711)
                .array();
        StackMemory stack = new StackMemory(0x7000, bytes);

        assertTrue(stack.has(0x7000));
        assertTrue(stack.has(0x7010));
        assertEquals(4711, stack.word(0x7008));
        for (long address : new long[] {0x6FFF, 0x7011, 0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertFalse(stack.has(address), Long.toHexString(address));
        }
        for (long start : new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE}) {
            assertFalse(new StackMemory(start, bytes).has(start + 17), Long.toHexString(start));
            assertFalse(new StackMemory(start, new byte[0]).has(8), Long.toHexString(start));
        }
    }

    @Test
    void registersMayBeAnything() {
        MemoryMap map = MemoryMap.parse("""
                400000-500000 r-xp 00000000 fe:00 12 /nowhere/to/be/found.so
                600000-700000 r-xp 00000000 00:00 0\s
                """);
        Unwinder unwinder = new Unwinder(map, range -> null, range -> new byte[0]);
        long[] registers = new long[Registers.COUNT];

        registers[Registers.PC] = Long.MIN_VALUE;
        NativeStack nowhere = unwinder.unwind(registers, new StackMemory(Long.MIN_VALUE, new byte[0]));
        registers[Registers.PC] = 0x400100;
        NativeStack lost = unwinder.unwind(registers, new StackMemory(-1, new byte[8]));
        registers[Registers.PC] = 0x600100;
        NativeStack compiled = unwinder.unwind(registers, new StackMemory(0, new byte[8]));

        assertEquals(new NativeStack(List.of(), true, "there is no code at 0x8000000000000000"), nowhere);
        assertEquals("/nowhere/to/be/found.so is not the file any more that runs, or cannot be read", lost.cut());
        assertEquals(new NativeStack(List.of(), true, null), compiled);
    }
}
