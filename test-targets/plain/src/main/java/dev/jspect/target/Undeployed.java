// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A thread of a pool keeps what an application has left in it, whose class loader is closed: the classic leak. */
public final class Undeployed {
    static final ThreadLocal<Map<String, Object>> CACHE = ThreadLocal.withInitial(HashMap::new);

    /** As it should be: it keeps nothing. */
    static final ThreadLocal<WeakReference<Object>> WEAK = new ThreadLocal<>();

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
        CountDownLatch ready = new CountDownLatch(2);
        start("weak-thread", () -> {
            WEAK.set(new WeakReference<>(session));
            park(ready);
        });
        start("pool-thread", () -> {
            CACHE.get().put("session", session);
            park(ready);
        });
        ready.await();
        application.close();
        Ready.untilStdinEnds();
    }

    private static void start(String name, Runnable runnable) {
        Thread thread = new Thread(runnable, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void park(CountDownLatch ready) {
        ready.countDown();
        while (true) {
            LockSupport.park();
        }
    }
}
