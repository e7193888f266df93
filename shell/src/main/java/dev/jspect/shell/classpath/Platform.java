// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.classpath;

import java.io.Closeable;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The classes of a JDK. Thread-safe. */
public interface Platform extends Closeable {
    /**
     * Reads a class file.
     *
     * @param name a binary name
     * @return null when this JDK has no such class
     */
    byte @Nullable [] classFile(String name) throws IOException;

    /** Names the classes of a package, binary names; none when this JDK has no such package. */
    Collection<String> classesIn(String packageName) throws IOException;

    /** Names the module that a package belongs to; null when this JDK has no such package, or no modules. */
    @Nullable
    String moduleOf(String packageName) throws IOException;

    /**
     * Reads the declaration of a module.
     *
     * @throws IOException when this JDK has no such module
     */
    byte[] moduleInfo(String module) throws IOException;

    /** Returns what a module declares; null when this JDK has no such module. */
    @Nullable
    ModuleDescriptor descriptor(String module) throws IOException;

    /** Lists the jars that hold its classes; none where a run-time image does. */
    List<Path> jars();

    /** Says whether a package is open to code of any other module by its declaration; true for what is not a package of this JDK. */
    boolean exports(String packageName) throws IOException;
}
