// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where an ELF file is read from: the file, or the memory that it is in. */
interface ElfBytes {
    /** Longer, no part is looked at. */
    long LONGEST = 128L << 20;

    /**
     * Returns a part.
     *
     * @throws IOException also where it is not all there
     */
    ByteBuffer read(long offset, long length) throws IOException;

    /** Of a file, which is opened for each part alone. */
    static ElfBytes of(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is no file");
        }
        return (offset, length) -> {
            try (FileChannel channel = FileChannel.open(file)) {
                check(offset, length, channel.size());
                ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
                while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
                    // Until all is there.
                }
                return bytes.flip();
            }
        };
    }

    /** Of a copy of the memory that it is in. */
    static ElfBytes of(byte[] image) {
        return (offset, length) -> {
            check(offset, length, image.length);
            return ByteBuffer.wrap(image, (int) offset, (int) length).slice().order(ByteOrder.LITTLE_ENDIAN);
        };
    }

    private static void check(long offset, long length, long size) throws IOException {
        if (length < 0 || length > LONGEST || offset < 0 || offset > size - length) {
            throw new IOException("a part of " + length + " bytes at " + offset + " of " + size);
        }
    }
}
