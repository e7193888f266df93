// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import org.jspecify.annotations.Nullable;

/** The declared type of a variable, as text. */
final class DeclaredType {
    private DeclaredType() {}

    static String of(String descriptor, @Nullable String signature) {
        return signature == null ? descriptor : signature;
    }
}
