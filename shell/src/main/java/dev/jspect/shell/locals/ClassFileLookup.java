// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import dev.jspect.protocol.MethodFacts;
import org.jspecify.annotations.Nullable;

/** Finds class files of methods that were captured. */
public interface ClassFileLookup {
    /** Returns what lies where the method's class was loaded from, or null when that cannot be read; never throws. */
    byte @Nullable [] classFile(MethodFacts method);
}
