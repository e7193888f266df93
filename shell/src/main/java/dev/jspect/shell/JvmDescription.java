// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell;

import java.nio.file.Path;

/**
 * A JVM, as far as it is known without entering it.
 *
 * @param pid its process id, as the tool sees it
 * @param name a short name to show
 * @param featureVersion 8, 11, 17, ...
 * @param javaVersion the full version
 * @param javaHome its JDK, as the tool can read it
 * @param root what its absolute paths are below, as the tool can read them; {@code /} for a JVM of the same mount namespace
 */
public record JvmDescription(long pid, String name, int featureVersion, String javaVersion, Path javaHome, Path root) {

    /** Returns where the tool finds a path of the target. */
    public Path toolPath(String targetPath) {
        Path path = Path.of(targetPath);
        return !path.isAbsolute() || root.equals(path.getRoot()) ? path : PathInRoot.resolve(root, path);
    }
}
