// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.classpath;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Something that holds class files: a jar, a directory. Thread-safe. */
interface ClassContainer extends Closeable {
    /** Names the packages in which there are classes, with dots. */
    Collection<String> packages() throws IOException;

    /** Names the classes of a package, binary names. */
    Collection<String> classesIn(String packageName) throws IOException;

    /** Reads a resource, {@code a/b/C.class}; null when it is not there. */
    byte @Nullable [] read(String resource) throws IOException;
}
