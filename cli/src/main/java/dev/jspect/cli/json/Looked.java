// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import dev.jspect.cli.attach.JvmProcess;
import org.jspecify.annotations.Nullable;

/**
 * The JVM that a document is about.
 *
 * @param javaVersion null where it is not known
 */
public record Looked(long pid, String name, @Nullable String javaVersion) {
    /** Returns a running one. */
    public static Looked at(JvmProcess process) {
        return new Looked(process.pid(), process.name(), process.javaVersion());
    }
}
