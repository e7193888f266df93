// SPDX-License-Identifier: Apache-2.0
package dev.jspect.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The service: takes orders over HTTP on a loopback port of its own choice, and has workers pack them. */
public final class OrderService {
    private static final int KEPT_ORDERS = 1_000;
    private static final int WORKERS = 4;

    /** The service that this JVM runs: where whoever looks into it may start. */
    private static final OrderService INSTANCE = new OrderService();

    private final Map<Long, Order> orders = new ConcurrentSkipListMap<>();
    private final BlockingQueue<Order> queue = new LinkedBlockingQueue<>(100);
    private final Warehouse warehouse = new Warehouse();
    private final AtomicLong lastNumber = new AtomicLong(1000);
    private final LongAdder packed = new LongAdder();

    private OrderService() {}

    /** Starts the service and says so on stdout. It runs until the process is ended. */
    public static void main(String[] args) throws IOException {
        int port = INSTANCE.start();
        System.out.println("order service ready on 127.0.0.1:" + port);
    }

    private int start() throws IOException {
        for (int i = 1; i <= WORKERS; i++) {
            new Thread(new Packer(queue, warehouse, packed), "worker-" + i).start();
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger handlers = new AtomicInteger();
        server.setExecutor(
                Executors.newFixedThreadPool(2, task -> new Thread(task, "http-" + handlers.incrementAndGet())));
        server.createContext("/orders", this::handle);
        server.start();
        int port = server.getAddress().getPort();
        Thread customer = new Thread(new Customer(port), "customer");
        customer.setDaemon(true);
        customer.start();
        return port;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            try {
                answer(exchange, 200, accept(body).toString());
            } catch (IllegalArgumentException e) {
                // Nobody is told which order it was, nor what was wrong with it.
                answer(exchange, 400, "bad order");
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] answer = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
    }

    /** Takes an order: {@code customer article quantity}. */
    private Order accept(String text) {
        List<String> words = List.of(text.split(" ", -1));
        String article = words.get(1);
        int quantity = Integer.parseInt(words.get(2));
        Order.Item item = new Order.Item(article, quantity, Catalogue.price(article));
        Order order = new Order(lastNumber.incrementAndGet(), words.get(0), List.of(item));
        orders.put(order.number(), order);
        orders.remove(order.number() - KEPT_ORDERS);
        if (!queue.offer(order)) {
            order.become(Order.Status.REJECTED);
        }
        return order;
    }
}
