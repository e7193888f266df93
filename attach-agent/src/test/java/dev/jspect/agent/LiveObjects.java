// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import static dev.jspect.agent.TargetValues.plain;
import static dev.jspect.agent.TargetValues.read;
import static dev.jspect.agent.TargetValues.shallow;

import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Compares what is read of objects that threads, files and sockets stand behind. In the language of Java 8: see {@link
 * ContainersCheck}.
 */
@SuppressWarnings({"ThreadPriorityCheck", "LockNotBeforeTry", "ErroneousThreadPoolConstructorChecker"})
final class LiveObjects {
    private final ObjectComparison compared;

    LiveObjects(ObjectComparison compared) {
        this.compared = compared;
    }

    void all() throws Exception {
        threads();
        places();
    }

    private void threads() throws Exception {
        Thread thread = new Thread(() -> {}, "of the check");
        thread.setDaemon(true);
        thread.setPriority(7);
        Map<?, ?> fields = (Map<?, ?>) plain(read(thread));
        compared.equal("Thread", "[name, tid, daemon, priority, threadStatus]", fields.keySet());
        compared.equal(
                "Thread",
                Arrays.<Object>asList("of the check", thread.getId(), true, 7, 0),
                new ArrayList<Object>(fields.values()));
        ReentrantLock lock = new ReentrantLock();
        compared.fields(lock, "owner", null, "holds", 0);
        lock.lock();
        lock.lock();
        compared.equal("ReentrantLock", 2, ((Map<?, ?>) plain(read(lock))).get("holds"));
        compared.equal(
                "ReentrantLock",
                Thread.currentThread().getName(),
                ((Map<?, ?>) ((Map<?, ?>) plain(read(lock))).get("owner")).get("name"));
        ReentrantReadWriteLock both = new ReentrantReadWriteLock();
        both.readLock().lock();
        both.readLock().lock();
        compared.fields(both, "owner", null, "writeHolds", 0, "readHolds", 2);
        compared.fields(new Semaphore(3), "permits", 3);
        compared.fields(new CountDownLatch(4), "count", 4);
        FutureTask<Object> task = new FutureTask<Object>(() -> "done");
        task.run();
        compared.equal("FutureTask", "done", ((Map<?, ?>) plain(read(task))).get("outcome"));
        compared.fields(CompletableFuture.completedFuture("done"), "result", "done");
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(2, 5, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<Runnable>());
        compared.equal("ThreadPoolExecutor", 5, ((Map<?, ?>) plain(read(pool))).get("maximumPoolSize"));
        compared.equal("ThreadPoolExecutor", Collections.emptyList(), ((Map<?, ?>) plain(read(pool))).get("workQueue"));
        pool.shutdown();
    }

    private void places() throws Exception {
        compared.fields(new File("/tmp/x"), "path", "/tmp/x");
        compared.equal("Path", "/tmp/\u20ac", plain(read(Paths.get("/tmp/\u20ac"))));
        compared.equal("URI", "http://h:1/p", ((Map<?, ?>) plain(read(URI.create("http://h:1/p")))).get("string"));
        compared.equal("URL", "{protocol=http, host=h, port=1, file=/p, ref=r}", shallow(new URL("http://h:1/p#r")));
        InetAddress address = InetAddress.getByAddress("some", new byte[] {127, 0, 0, 1});
        compared.fields(address, "hostName", "some", "address", 0x7f000001);
        compared.equal(
                "InetSocketAddress",
                "{hostname=null, addr={hostName=some, address=2130706433}, port=80}",
                shallow(new InetSocketAddress(address, 80)));
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
            Map<?, ?> fields = (Map<?, ?>) plain(read(socket));
            compared.equal("Socket", server.getLocalPort(), fields.get("port"));
            compared.equal("Socket", socket.getLocalPort(), fields.get("localport"));
            compared.equal("ServerSocket", server.getLocalPort(), ((Map<?, ?>) plain(read(server))).get("localport"));
        }
    }
}
