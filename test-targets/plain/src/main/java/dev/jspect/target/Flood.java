// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

/** As many threads as the argument says throw as fast as they can. Tells every 100 ms how often, and the longest a throw took. */
public final class Flood {
    private static final LongAdder THROWN = new LongAdder();
    private static volatile long longest;

    private Flood() {}

    public static void main(String[] args) throws IOException {
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            start(Flood::flood, "floods-" + i);
        }
        start(Flood::tell, "tells");
        Ready.untilStdinEnds();
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void flood() {
        for (int i = 0; ; i++) {
            long from = System.nanoTime();
            try {
                throw new IllegalStateException("flood " + i);
            } catch (IllegalStateException expected) {
                THROWN.increment();
            }
            long took = System.nanoTime() - from;
            if (took > longest) {
                longest = took;
            }
        }
    }

    private static void tell() {
        try {
            while (true) {
                Thread.sleep(100);
                System.out.println("thrown " + THROWN.sum() + " longest " + longest / 1_000_000);
            }
        } catch (InterruptedException e) {
            return;
        }
    }
}
