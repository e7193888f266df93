// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.symbols;

import dev.jspect.shell.natives.SymbolFiles;
import java.nio.file.Path;
import java.util.List;

/**
 * A directory where files are found by their builds, as distributions, gdb and debuggers have it: {@code .build-id/ab/cdef….debug} (GDB manual, Separate Debug
 * Files).
 */
public final class DebugDirectory implements SymbolFiles {
    private static final String HEXADECIMAL = "[0-9a-f]{4,128}";

    private final Path builds;

    /**
     * @param directory need not be there
     */
    public DebugDirectory(Path directory) {
        builds = directory.resolve(".build-id");
    }

    @Override
    public List<Path> of(String buildId) {
        // It may be a recording's, which is anybody's.
        if (!buildId.matches(HEXADECIMAL)) {
            return List.of();
        }
        Path directory = builds.resolve(buildId.substring(0, 2));
        String rest = buildId.substring(2);
        return List.of(directory.resolve(rest + ".debug"), directory.resolve(rest));
    }
}
