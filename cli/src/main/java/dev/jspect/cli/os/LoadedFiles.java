// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.os;

import dev.jspect.shell.natives.MemoryMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a process has loaded, and the files that it is from. */
final class LoadedFiles {
    private final Path process;
    private final Path root;
    private @Nullable MemoryMap map;

    /**
     * @param process its directory below {@code /proc}
     */
    LoadedFiles(Path process) {
        this.process = process;
        this.root = process.resolve("root");
    }

    /** Returns what is where in its memory, as it was at first; null where this user may not know. */
    @Nullable
    MemoryMap map() {
        if (map == null) {
            try {
                map = MemoryMap.parse(new String(Files.readAllBytes(process.resolve("maps")), StandardCharsets.UTF_8));
            } catch (IOException goneOrNotOurs) {
                return null;
            }
        }
        return map;
    }

    /** Takes the map as the process itself has read it. */
    void use(String text) {
        map = MemoryMap.parse(text);
    }

    /**
     * Returns the file that a part of the memory is from, as it can be read here; null where that is another one by now. Where the process's root cannot be seen it may be
     * the file of that name here: it is if device and inode are the same.
     */
    @Nullable
    Path file(MemoryMap.Range range) {
        boolean seen = Files.isReadable(root);
        Path file = seen ? root.resolve(range.path().substring(1)) : Path.of(range.path());
        try {
            Object inode = Files.getAttribute(file, "unix:ino");
            boolean same = inode.equals(range.inode()) && (seen || device(file).equals(range.device()));
            return same ? file : null;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException notThere) {
            return null;
        }
    }

    /** As the map has it: two hexadecimal numbers, of makedev(3). */
    private static String device(Path file) throws IOException {
        long device = (Long) Files.getAttribute(file, "unix:dev");
        long major = (device >>> 8 & 0xFFF) | (device >>> 32 & ~0xFFFL);
        long minor = (device & 0xFF) | (device >>> 12 & 0xFFFFFF00L);
        return String.format("%02x:%02x", major, minor);
    }
}
