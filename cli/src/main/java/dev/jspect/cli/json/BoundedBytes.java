// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Keeps what is written, and refuses more than so much: nobody need make a gigabyte to find that it is too large. */
final class BoundedBytes extends OutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int most;

    BoundedBytes(int most) {
        this.most = most;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        if (length > most - kept.size()) {
            throw new IOException("more than " + most + " bytes");
        }
        kept.write(bytes, start, length);
    }

    byte[] toByteArray() {
        return kept.toByteArray();
    }
}
