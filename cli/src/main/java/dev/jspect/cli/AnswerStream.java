// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The answer's way out; remembers why it broke, which a {@code PrintStream} does not tell. */
final class AnswerStream extends OutputStream {
    private static final int BUFFER = 16 << 10;

    private final OutputStream out;
    private volatile @Nullable IOException failure;

    AnswerStream(OutputStream out) {
        this.out = new BufferedOutputStream(out, BUFFER);
    }

    /** Returns why not all could be written, or null. */
    @Nullable
    IOException failure() {
        return failure;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
