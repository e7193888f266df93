// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;

/** Threads that wait: {@code in-read} for a socket, {@code in-lock}, {@code in-take} for a queue, {@code in-get} for a task. */
public final class Waiting {
    private Waiting() {}

    public static void main(String[] args) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        BlockingQueue<String> queue = new ArrayBlockingQueue<>(7);
        FutureTask<String> task = new FutureTask<>(() -> "never run");
        start("in-read", () -> socket.getInputStream().read());
        start("in-lock", () -> {
            lock.lockInterruptibly();
            return lock;
        });
        start("in-take", queue::take);
        start("in-get", task::get);
        Ready.untilStdinEnds();
    }

    private static void start(String name, Callable<Object> wait) {
        Thread thread = new Thread(new FutureTask<>(wait), name);
        thread.setDaemon(true);
        thread.start();
    }
}
