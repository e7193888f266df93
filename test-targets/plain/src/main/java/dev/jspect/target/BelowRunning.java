// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;

/** Threads that run, below Java or not, in calls of a library whose path is the argument. */
public final class BelowRunning {
    private static final int SPIN = 5;
    private static final int SPIN_DEAF = 6;
    private static final int CLOCK = 7;
    private static final int READ = 2;

    private static final AtomicLong TURNS = new AtomicLong();

    private BelowRunning() {}

    public static void main(String[] args) throws IOException {
        System.load(args[0]);
        Below.start("spin", () -> Below.below(SPIN, 0));
        Below.start("deaf", () -> Below.below(SPIN_DEAF, 0));
        Below.start("clock", () -> Below.below(CLOCK, 0));
        Below.start("read", () -> Below.below(READ, 0));
        Below.start("deflate", BelowRunning::deflate);
        Below.start("java", BelowRunning::count);
        Ready.untilStdinEnds();
    }

    private static void deflate() {
        byte[] data = new byte[1 << 20];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) ((i * i) >> 3);
        }
        byte[] out = new byte[data.length + 1024];
        while (true) {
            Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
            deflater.setInput(data);
            deflater.finish();
            TURNS.addAndGet(deflater.deflate(out));
            deflater.end();
        }
    }

    private static void count() {
        while (true) {
            TURNS.incrementAndGet();
        }
    }
}
