// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** A thread {@code deep} that waits below as many calls as the argument says. */
public final class Deep {
    private Deep() {}

    public static void main(String[] args) throws IOException {
        int depth = Integer.parseInt(args[0]);
        Thread thread = new Thread(null, () -> call(depth), "deep", 512L << 20);
        thread.setDaemon(true);
        thread.start();
        Ready.untilStdinEnds();
    }

    private static int call(int left) {
        if (left > 0) {
            return call(left - 1) + left;
        }
        while (true) {
            LockSupport.park();
        }
    }
}
