// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.io.IOException;

/** A file that the target can read, in a private directory of its own; {@link #close} removes both. */
public final class PlacedFile implements AutoCloseable {
    private final PrivateDirectory directory;
    private final String path;

    private PlacedFile(PrivateDirectory directory, String path) {
        this.directory = directory;
        this.path = path;
    }

    /**
     * Writes the file.
     *
     * @param name a plain file name
     */
    public static PlacedFile place(JvmProcess target, String name, byte[] content) {
        PrivateDirectory directory = PrivateDirectory.create(target);
        try {
            directory.giveTo(target);
            return new PlacedFile(directory, directory.place(name, content));
        } catch (IOException e) {
            directory.close();
            throw PrivateDirectory.unusable(target, e);
        }
    }

    /** Returns its path as the target sees it. */
    public String path() {
        return path;
    }

    @Override
    public void close() {
        directory.close();
    }
}
