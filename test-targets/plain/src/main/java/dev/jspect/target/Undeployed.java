// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A thread of a pool keeps what an application has left in it, whose class loader is closed: the classic leak. */
public final class Undeployed {
    static final ThreadLocal<Map<String, Object>> CACHE = ThreadLocal.withInitial(HashMap::new);

    private Undeployed() {}

    /** What the application had. */
    public static final class Session {
        final String user = "ann";
    }

    public static void main(String[] args) throws IOException, InterruptedException, ReflectiveOperationException {
        URL own = Undeployed.class.getProtectionDomain().getCodeSource().getLocation();
        URLClassLoader application = new URLClassLoader(new URL[] {own}, null);
        Object session = Class.forName("dev.jspect.target.Undeployed$Session", true, application)
                .getConstructor()
                .newInstance();
        CountDownLatch ready = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    CACHE.get().put("session", session);
                    ready.countDown();
                    while (true) {
                        LockSupport.park();
                    }
                },
                "pool-thread");
        thread.setDaemon(true);
        thread.start();
        ready.await();
        application.close();
        Ready.untilStdinEnds();
    }
}
