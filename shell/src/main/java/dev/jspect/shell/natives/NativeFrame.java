// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import org.jspecify.annotations.Nullable;

/**
 * A call below Java.
 *
 * @param module the path of the file that its code is of, as the target has it; not to be trusted
 * @param buildId of that file, in hexadecimal; null where it does not say
 * @param address in the file, from where it is loaded: where it goes on
 * @param symbol the function, without parameters; null where none is known: never the nearest one
 */
public record NativeFrame(
        String module,
        @Nullable String buildId,
        long address,
        @Nullable String symbol) {
    /** Returns {@code epoll_wait (libc.so.6)}, or {@code libc.so.6+0x8f2a1}. */
    @Override
    public String toString() {
        String file = module.substring(module.lastIndexOf('/') + 1);
        return symbol == null ? file + "+0x" + Long.toHexString(address) : CppName.of(symbol) + " (" + file + ')';
    }
}
