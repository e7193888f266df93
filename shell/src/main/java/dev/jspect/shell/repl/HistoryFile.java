// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The file that keeps what was typed, for its owner's eyes only. */
final class HistoryFile {
    private HistoryFile() {}

    /** Makes sure that the file is there and nobody else may read it. */
    static void prepare(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            Files.createDirectories(directory, attribute(file, "rwx------"));
        }
        try {
            Files.createFile(file, attribute(file, "rw-------"));
        } catch (FileAlreadyExistsException e) {
            if (isPosix(file)) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    private static FileAttribute<?>[] attribute(Path file, String permissions) {
        FileAttribute<Set<PosixFilePermission>> attribute =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
        return isPosix(file) ? new FileAttribute<?>[] {attribute} : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
