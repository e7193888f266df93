// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.sentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SentEventsTest {
    private static final String KEY = "0f1e2d3c4b5a";
    private static final byte[] LINE = "{\"a\":1}\n".getBytes(StandardCharsets.UTF_8);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private volatile int status = 200;
    private volatile Map<String, String> headers = Map.of();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange;
                GZIPInputStream body = new GZIPInputStream(exchange.getRequestBody())) {
            asked.add(exchange.getRequestMethod()
                    + ' '
                    + exchange.getRequestURI()
                    + ' '
                    + exchange.getRequestHeaders().getFirst("X-Sentry-Auth")
                    + '\n'
                    + new String(body.readAllBytes(), StandardCharsets.UTF_8));
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private SentEvents events(int port, Duration timeout) {
        return new SentEvents(
                Dsn.parse("http://" + KEY + "@127.0.0.1:" + port + "/42"), "jspect/1", timeout, told::add);
    }

    private EventSink.Totals send(int events) {
        SentEvents sink = events(server.getAddress().getPort(), LONG);
        for (int i = 0; i < events; i++) {
            sink.accept("e" + i, LINE);
        }
        return sink.close(LONG);
    }

    @Test
    void postsEnvelopes() {
        assertEquals(new EventSink.Totals(2, 0), send(2));

        List<String> lines = asked.get(0).lines().toList();
        assertEquals(
                "POST /api/42/envelope/ Sentry sentry_version=7, sentry_key=" + KEY + ", sentry_client=jspect/1",
                lines.get(0));
        assertTrue(lines.get(1).startsWith("{\"event_id\":\"e0\",\"sent_at\":\""), lines.get(1));
        assertEquals("{\"type\":\"event\",\"length\":7}", lines.get(2));
        assertEquals("{\"a\":1}", lines.get(3));
        assertEquals(List.of(), told);
    }

    @Test
    void doesNotAskAServerAgainThatWantsNoMore() {
        status = 429;
        headers = Map.of("Retry-After", "30");

        assertEquals(new EventSink.Totals(0, 3), send(3));

        assertEquals(1, asked.size());
        assertEquals(List.of("it wants no more for 30 s (429)"), told);
    }

    @Test
    void honoursALimitThatComesWithASuccess() {
        headers = Map.of("X-Sentry-Rate-Limits", "60:error:key");

        assertEquals(new EventSink.Totals(1, 1), send(2));

        assertEquals(List.of("it wants no more for now"), told);
    }

    @Test
    void asksAgainWhenThatTimeHasPassed() {
        status = 429;
        headers = Map.of("Retry-After", "0");

        assertEquals(new EventSink.Totals(0, 2), send(2));

        assertEquals(2, asked.size());
    }

    @Test
    void saysOnceWhatTheServerSays() {
        status = 500;
        headers = Map.of("X-Sentry-Error", "no project for " + KEY);

        assertEquals(new EventSink.Totals(0, 2), send(2));

        assertEquals(2, asked.size());
        assertEquals(List.of("it answered 500: no project for [key]"), told);
    }

    @Test
    void waitsForNoServerThatHangs() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            SentEvents sink = events(silent.getLocalPort(), Duration.ofMillis(300));
            sink.accept("a", LINE);

            assertEquals(new EventSink.Totals(0, 1), sink.close(LONG));
            assertEquals(List.of("it did not answer in 0.3 s"), told);
        }
    }

    @Test
    void givesUpAtTheEndOfItsPatience() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            SentEvents sink = events(silent.getLocalPort(), LONG);
            long start = System.nanoTime();
            for (int i = 0; i < 300; i++) {
                sink.accept("a", LINE);
            }

            assertEquals(new EventSink.Totals(0, 300), sink.close(Duration.ofMillis(200)));
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(20).toNanos(), "accepting must not wait");
            assertEquals(List.of("it takes them too slowly"), told);
        }
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        SentEvents sink = events(port, LONG);
        sink.accept("a", LINE);
        sink.accept("b", LINE);

        assertEquals(new EventSink.Totals(0, 2), sink.close(LONG));
        assertEquals(List.of("it cannot be connected to"), told);
    }
}
