// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target.netty;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.concurrent.CountDownLatch;

/** A thread {@code loop-1-1} of Netty's and a plain one, {@code plain}, with Netty's thread-locals. */
public final class Fast {
    private static final FastThreadLocal<String> TENANT = new FastThreadLocal<>();
    private static final FastThreadLocal<String> PASSWORD = new FastThreadLocal<>();
    private static final FastThreadLocal<String> REMOVED = new FastThreadLocal<>();
    private static final CountDownLatch BEGUN = new CountDownLatch(2);

    private final String tenant;

    private Fast(String tenant) {
        this.tenant = tenant;
    }

    private void work() {
        TENANT.set(tenant);
        PASSWORD.set("s3cret-canary");
        REMOVED.set("gone");
        REMOVED.remove();
        BEGUN.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] args) throws Exception {
        new DefaultEventExecutor(new DefaultThreadFactory("loop", true)).execute(new Fast("north")::work);
        Thread plain = new Thread(new Fast("south")::work, "plain");
        plain.setDaemon(true);
        plain.start();
        BEGUN.await();
        System.out.println("ready");
        while (System.in.read() >= 0) {}
    }
}
