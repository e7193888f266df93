// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.CountDownLatch;

/** Threads that wait in system calls, each called after what it waits for. The first line of the output is the port of the server. */
public final class Blocking {
    private Blocking() {}

    private interface Wait {
        void forEver() throws Exception;
    }

    public static void main(String[] args) throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        ServerSocket idle = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept();
        Pipe pipe = Pipe.open();
        Selector selector = Selector.open();
        Pipe watched = Pipe.open();
        watched.source().configureBlocking(false);
        watched.source().register(selector, SelectionKey.OP_READ);
        Process child = new ProcessBuilder("sleep", "1000").start();
        Runtime.getRuntime().addShutdownHook(new Thread(child::destroy));
        System.out.println(server.getLocalPort() + " " + accepted.isConnected());
        start("socket", () -> client.getInputStream().read());
        start("server", idle::accept);
        start("pipe", () -> pipe.source().read(java.nio.ByteBuffer.allocate(1)));
        start("child", () -> child.getInputStream().read());
        start("selector", selector::select);
        start("latch", () -> new CountDownLatch(1).await());
        Ready.untilStdinEnds();
        child.destroy();
    }

    private static void start(String name, Wait wait) {
        Runnable task = () -> {
            try {
                wait.forEver();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
