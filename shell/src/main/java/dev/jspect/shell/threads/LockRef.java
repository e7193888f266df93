// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The object that is locked or waited for, as far as the JVM named it.
 *
 * @param className the object's class, {@code java.lang.Class for X} for a class object, empty if not told
 * @param address where it lay on the heap during HotSpot's dump, as {@code 0x69ec1be88}, or null
 * @param identity its identity hash as {@code @3e81014d}, told by {@code Thread.dump_to_file} from 25 on, or null
 */
public record LockRef(
        String className,
        @Nullable String address,
        @Nullable String identity) {
    /** Whether both name the same object in the same words. The record's own {@code equals} is slow the first time. */
    boolean isSame(@Nullable LockRef other) {
        return other != null
                && className.equals(other.className)
                && Objects.equals(address, other.address)
                && Objects.equals(identity, other.identity);
    }

    /** The class with the address or hash, whichever is known: what a reader can search for. */
    public String label() {
        String where = address != null ? address : identity;
        if (where == null) {
            return className;
        }
        return className.isEmpty() ? where : className.concat(" ").concat(where);
    }
}
