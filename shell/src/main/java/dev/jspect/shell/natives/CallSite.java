// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The call that is before a return address (AMD64): of which function, directly, through the linkage table, or through a slot of it. */
final class CallSite {
    private static final byte CALL = (byte) 0xE8;
    private static final int CALL_LENGTH = 5;
    private static final int JUMP_LENGTH = 6;
    private static final int STUB = 16;

    private final Module module;
    private final long returns;

    /**
     * @param returns the return address, from where the file is loaded
     */
    CallSite(Module module, long returns) {
        this.module = module;
        this.returns = returns;
    }

    /** Returns where a direct call goes to, from where the file is loaded; -1 where it is none. */
    long target() throws IOException {
        ByteBuffer call = module.elf().at(returns - CALL_LENGTH, CALL_LENGTH);
        return call.limit() == CALL_LENGTH && call.get(0) == CALL ? returns + call.getInt(1) : -1;
    }

    /** Returns the name of what is called through a slot; null where that is not so. */
    @Nullable
    String imported() throws IOException {
        ByteBuffer indirect = module.elf().at(returns - JUMP_LENGTH, JUMP_LENGTH);
        if (indirect.limit() == JUMP_LENGTH && isThroughSlot(indirect, 0, 0x15)) {
            return module.imported().at(returns + indirect.getInt(2));
        }
        long target = target();
        ByteBuffer stub = target < 0 ? ByteBuffer.allocate(0) : module.elf().at(target, STUB);
        // Where the compiler protects indirect jumps, endbr64 and bnd come first.
        for (int at = 0; at <= 5 && at + JUMP_LENGTH <= stub.limit(); at++) {
            if (isThroughSlot(stub, at, 0x25)) {
                return module.imported().at(target + at + JUMP_LENGTH + stub.getInt(at + 2));
            }
        }
        return null;
    }

    /** {@code call} or {@code jmp *slot(%rip)}. */
    private static boolean isThroughSlot(ByteBuffer code, int at, int operand) {
        return (code.get(at) & 0xFF) == 0xFF && (code.get(at + 1) & 0xFF) == operand;
    }
}
