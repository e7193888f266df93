// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Looks several times a second whether the user's code takes too long, and whether a patch's time is over. A thread, while there is something to look after. */
final class Warden implements Runnable {
    private static final long LOOK_NANOS = 200_000_000;

    private final UserCode userCode;
    private final List<Patch> patches = new CopyOnWriteArrayList<Patch>();
    private int users;
    private volatile Thread thread;

    Warden(UserCode userCode) {
        this.userCode = userCode;
    }

    /** There is user code to look after. For one thread, as the others. */
    void begin() {
        users++;
        if (thread == null) {
            Thread started = new Thread(null, this, "jspect-warden", 0);
            started.setDaemon(true);
            started.setContextClassLoader(null);
            thread = started;
            started.start();
        }
    }

    /** There is less. */
    void end() {
        users--;
        Thread ending = thread;
        if (users == 0 && ending != null) {
            thread = null;
            LockSupport.unpark(ending);
        }
    }

    void add(Patch patch) {
        patches.add(patch);
        begin();
    }

    void remove(Patch patch) {
        if (patches.remove(patch)) {
            end();
        }
    }

    @Override
    public void run() {
        Thread self = Thread.currentThread();
        while (thread == self) {
            LockSupport.parkNanos(LOOK_NANOS);
            look();
        }
    }

    /** Whatever happens: what escaped would be for the application's handler. */
    private void look() {
        try {
            userCode.look();
            for (Patch patch : patches) {
                patch.look(System.nanoTime());
            }
        } catch (Throwable e) {
            // No memory: there may be some the next time.
            return;
        }
    }
}
