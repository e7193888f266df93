// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import org.jspecify.annotations.Nullable;

/** The target's classes as they are, before any of them is shown as public. */
public interface OriginalClasses {
    /**
     * Returns the class file, or null if there is none of that name; asked at most once for a name by each {@link
     * MemberFlags}.
     *
     * @param internalName as in {@code java/util/Map$Entry}
     */
    byte @Nullable [] classFile(String internalName);

    /** Tells whether every module may use the class's package: false for what a named module keeps to itself. */
    default boolean exported(String internalName) {
        return true;
    }
}
