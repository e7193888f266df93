// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** A path below a root that is not ours, {@code /proc/PID/root}: there a link to {@code /a} would lead to our own {@code /a}. */
final class PathInRoot {
    /** As many links as Linux follows (path_resolution(7)). */
    private static final int MAX_LINKS = 40;

    /** No file has this name: a path of so many bytes cannot be opened (PATH_MAX). */
    private static final String NO_FILE = "-".repeat(4096);

    private PathInRoot() {}

    /**
     * Follows the links of a path as a process with that root would; stays below the root. What does not exist is taken as it
     * stands. For a path with too many links, or one that cannot be read, returns a path at which there is nothing: who opened
     * it as it stands would have the link followed from our root.
     *
     * @param path absolute
     */
    static Path resolve(Path root, Path path) {
        Deque<Path> names = new ArrayDeque<>();
        path.forEach(names::add);
        Path at = root;
        int links = 0;
        while (!names.isEmpty()) {
            String name = names.removeFirst().toString();
            if (name.equals("..")) {
                Path parent = at.getParent();
                at = parent == null || at.equals(root) ? root : parent;
                continue;
            }
            Path next = at.resolve(name);
            if (!Files.isSymbolicLink(next)) {
                at = name.equals(".") ? at : next;
                continue;
            }
            if (++links > MAX_LINKS) {
                return root.resolve(NO_FILE);
            }
            try {
                Path destination = Files.readSymbolicLink(next);
                for (int i = destination.getNameCount() - 1; i >= 0; i--) {
                    names.addFirst(destination.getName(i));
                }
                at = destination.isAbsolute() ? root : at;
            } catch (IOException goneMeanwhile) {
                return root.resolve(NO_FILE);
            }
        }
        return at;
    }
}
