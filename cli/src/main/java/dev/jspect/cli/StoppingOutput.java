// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/** What snippets print; they are stopped when nobody reads it any more, since they may do nothing else for ever. */
final class StoppingOutput extends OutputStream {
    private final OutputStream out;
    private final BooleanSupplier broken;
    private final Runnable stop;

    /**
     * Passes on to a stream.
     *
     * @param broken says whether nobody reads that stream
     * @param stop must return at once: the thread that writes is the one that brings the target's replies
     */
    StoppingOutput(OutputStream out, BooleanSupplier broken, Runnable stop) {
        this.out = out;
        this.broken = broken;
        this.stop = stop;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        if (broken.getAsBoolean()) {
            stop.run();
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
