// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.Deflater;

/**
 * The target of {@link BelowCost}: so many threads that wait, in frames with variables, one in eleven for a connection; and so many that run below Java. Answers each line with the
 * longest time that nothing ran, since it was asked last, in nanoseconds. Ends with its stdin.
 */
final class WaitingTarget {
    /** How those are called that run. */
    static final String BUSY = "busy-";

    private static final int EACH_SOCKET = 11;

    private WaitingTarget() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int threads = Integer.parseInt(args[0]);
        CountDownLatch ready = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            int number = i;
            Thread thread = new Thread(() -> serve(number, ready), "serves-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        for (int i = Integer.parseInt(args[1]); i > 0; i--) {
            Thread thread = new Thread(WaitingTarget::deflate, BUSY + i);
            thread.setDaemon(true);
            thread.start();
        }
        ready.await();
        Ticker ticker = new Ticker();
        ticker.start();
        System.out.println("1");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(ticker.longest());
        }
        System.exit(0);
    }

    private static void deflate() {
        byte[] data = new byte[1 << 16];
        byte[] deflated = new byte[data.length];
        while (deflated[0] == 0) {
            Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
            deflater.setInput(data);
            deflater.finish();
            deflater.deflate(deflated, 1, deflated.length - 1);
            deflater.end();
        }
    }

    private static void serve(int number, CountDownLatch ready) {
        List<String> basket = new ArrayList<>(List.of("bread", "eggs", "customer " + number));
        long total = 100L * number;
        order(basket, total, number % EACH_SOCKET == 0, ready);
        LockSupport.unpark(Thread.currentThread());
    }

    private static void order(List<String> basket, long total, boolean accepts, CountDownLatch ready) {
        String customer = basket.get(2);
        try (ServerSocket socket = accepts ? new ServerSocket(0, 1, InetAddress.getLoopbackAddress()) : null) {
            ready.countDown();
            while (!customer.isEmpty() && total >= 0) {
                if (socket != null) {
                    socket.accept().close();
                } else {
                    LockSupport.park(basket);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(customer, e);
        }
    }
}
