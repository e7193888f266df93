// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** A virtual thread {@code night-shift} that waits; needs Java 21, which these targets are not compiled for. */
public final class Virtual {
    private Virtual() {}

    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        Class<?> type = Class.forName("java.lang.Thread$Builder");
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        type.getMethod("name", String.class).invoke(builder, "night-shift");
        Runnable wait = () -> {
            while (true) {
                LockSupport.park();
            }
        };
        type.getMethod("start", Runnable.class).invoke(builder, wait);
        Ready.untilStdinEnds();
    }
}
