// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.classpath;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Class files by where their classes were loaded from: jars and directories of the target, each opened once. Not thread-safe. */
public final class ClassFilesByLocation {
    private final Function<String, Path> toolPath;
    private final int targetVersion;
    private final Map<String, ClassPathIndex> opened = new HashMap<>();

    /**
     * @param toolPath where the tool finds a path of the target
     * @param targetVersion 8, 11, 17, ...
     */
    public ClassFilesByLocation(Function<String, Path> toolPath, int targetVersion) {
        this.toolPath = toolPath;
        this.targetVersion = targetVersion;
    }

    /**
     * Reads a class file.
     *
     * @param location a URL, such as of a code source
     * @param name a binary name
     * @return null when it is not there, or cannot be read
     */
    public byte @Nullable [] classFile(String location, String name) {
        try {
            return opened.computeIfAbsent(location, url -> ClassPathIndex.open(List.of(url), toolPath, targetVersion))
                    .classFile(name);
        } catch (IOException | IllegalArgumentException e) {
            // A jar that was replaced, or is damaged; a URL that is none.
            return null;
        }
    }
}
