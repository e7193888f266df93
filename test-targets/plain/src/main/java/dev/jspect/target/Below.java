// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;

/** Threads that wait below Java, in calls of a library whose path is the argument; each is called after the system call that it waits in. */
public final class Below {
    private static final String[] KINDS = {"sleep", "receive", "read", "epoll", "poll"};

    private Below() {}

    static native long below(int kind, int size);

    public static void main(String[] args) throws IOException {
        System.load(args[0]);
        for (int i = 0; i < KINDS.length; i++) {
            int kind = i;
            start(KINDS[i], () -> below(kind, 0));
        }
        start("varying", () -> below(2, 1000));
        Ready.untilStdinEnds();
    }

    static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
