// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.source;

import dev.jspect.protocol.MethodFacts;
import org.jspecify.annotations.Nullable;

/** Finds what the source says at a place of the running code. */
public interface SourceLookup {
    /** Knows no sources. */
    SourceLookup NONE = (method, line) -> null;

    /**
     * Returns the lines around one of a method's.
     *
     * @param line -1 if unknown
     * @return null where there is no source, or none that can be read; never throws
     */
    @Nullable
    SourceExcerpt find(MethodFacts method, int line);
}
