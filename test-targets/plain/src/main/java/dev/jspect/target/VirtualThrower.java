// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;

/** Virtual threads that throw, mounted and pinned; needs Java 21, which these targets are not compiled for. */
public final class VirtualThrower {
    private VirtualThrower() {}

    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        Class<?> type = Class.forName("java.lang.Thread$Builder");
        type.getMethod("start", Runnable.class).invoke(builder, (Runnable) () -> repeat(() -> order("mounted")));
        type.getMethod("start", Runnable.class).invoke(builder, (Runnable) () -> repeat(VirtualThrower::pinned));
        Ready.untilStdinEnds();
    }

    private static synchronized void pinned() {
        order("pinned");
        pause();
    }

    private static void repeat(Runnable task) {
        while (true) {
            task.run();
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void order(String how) {
        try {
            throw new IllegalStateException(how);
        } catch (IllegalStateException expected) {
            // It is needed to the end, so it is live where this is thrown.
            if (how.isEmpty()) {
                throw expected;
            }
        }
    }
}
