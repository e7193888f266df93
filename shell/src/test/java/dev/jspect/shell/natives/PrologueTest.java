// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions as compilers write them, disassembled by objdump. */
final class PrologueTest {
    @ParameterizedTest
    @CsvSource({
        // push rbp; mov rbp,rsp; push r14; push rbx; sub rsp,0x20; call
        "554889e541565348 83ec20e800000000, 48",
        // endbr64 first; sub rsp,0x2028
        "f30f1efa554889e5415741564155415453 4881ec28200000, 8272",
        // Moves in between: push rbp; mov rsi,rcx; mov ecx,r9d; mov rbp,rsp; push rbx; mov rbx,rdi; sub rsp,8
        "554889ce4489c94889e5534889fb4883ec08, 16",
        // Nothing but pushes, and a jump over a loop: push rbp; mov rbp,rsp; push r12; movslq r12,edx; jmp +2; (nop
        // nop); call
        "554889e541544c63e2eb029090e800000000, 8",
        // A test and a branch before: push rbp; mov rbp,rsp; test rdx,rdx; je; push rbx; sub rsp,0x18
        "554889e54885d20f8493010000534883ec18, 32",
        // mov rbp,rsp by the other operation; 66-prefixed; xor; lea
        "55488bec664189c231c0488d3d000000004883ec10, 16",
        // Memory by rsp and r12, with offsets of a byte and of four: mov rax,[rsp+0x50]; mov [r12+0x50505050],rax; cmp
        // word [rdi],0x5050
        "554889e5488b442450498984245050505066813f50504883ec10, 16",
        // No frame pointer: sub rsp,0x18
        "4883ec18e800000000, -1",
        // The stack pointer is aligned: push rbp; mov rbp,rsp; and rsp,-32; sub rsp,0x40
        "554889e54883e4e04883ec40, -1",
        // As much as a register says: push rbp; mov rbp,rsp; sub rsp,rax; call
        "554889e54829c4e800000000, -1",
        // lea rsp,[rsp-0x90]
        "554889e5488da42470ffffffe800000000, -1",
        // It returns before it calls anything.
        "554889e55dc3, -1",
        // What is not understood: vzeroupper
        "554889e5c5f877, -1",
        "5548, -1",
    })
    void tellsWhereTheFramePointerIs(String code, long above) {
        byte[] bytes = HexFormat.of().parseHex(code.replace(" ", ""));

        assertEquals(
                above,
                Prologue.framePointerAboveStackPointer(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)));
    }

    @Test
    void anyBytesEndIt() {
        Random random = new Random(7);
        byte[] bytes = new byte[Prologue.LONGEST];
        for (int i = 0; i < 100_000; i++) {
            random.nextBytes(bytes);
            bytes[0] = 0x55;
            long above = Prologue.framePointerAboveStackPointer(
                    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
            assertTrue(above >= Integer.MIN_VALUE, () -> HexFormat.of().formatHex(bytes));
        }
    }
}
