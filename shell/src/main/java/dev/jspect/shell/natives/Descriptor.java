// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import org.jspecify.annotations.Nullable;

/**
 * An open file of a target.
 *
 * @param number as the target has it
 * @param what it is: {@code tcp 127.0.0.1:5432}, {@code pipe}, a path; not to be trusted; null where it is closed by now, or not for us to know
 */
public record Descriptor(int number, @Nullable String what) {
    @Override
    public String toString() {
        return "fd " + number + (what == null ? "" : " -> " + what);
    }
}
