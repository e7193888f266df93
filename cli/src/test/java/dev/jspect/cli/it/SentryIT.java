// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.jspect.cli.json.Schemas;
import dev.jspect.target.Thrower;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code exceptions --sentry} as a user runs it. */
final class SentryIT {
    private static final String KEY = "0f1e2d3c4b5a";
    private static final String SOURCES = "../test-targets/plain/src/main/java";

    @TempDir
    private Path directory;

    static Stream<Jdks.Jdk> withModules() {
        return Jdks.wanted().filter(jdk -> jdk.feature() >= 11);
    }

    private static JspectProcess.Result exceptions(TargetJvm target, List<String> under, String... options) {
        List<String> command =
                new ArrayList<>(List.of("exceptions", String.valueOf(target.pid()), "--source-path", SOURCES));
        command.addAll(List.of(options));
        return JspectProcess.run(under, "", command.toArray(String[]::new));
    }

    private static JsonNode valid(String line) throws IOException {
        assertEquals("", Schemas.violationsOfSentry(line), line);
        return new ObjectMapper().readTree(line);
    }

    @ParameterizedTest
    @MethodSource("withModules")
    void eventIsWhatSentryTakes(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Thrower.class)) {
            JspectProcess.Result result =
                    exceptions(target, List.of(), "NumberFormatException", "-n", "1", "--sentry=-");

            assertEquals(0, result.exitCode(), result.err());
            assertEquals(1, result.out().lines().count(), result.out());
            assertTrue(result.err().contains("events for Sentry: 1 sent, 0 failed"), result.err());
            JsonNode event = valid(result.out());
            JsonNode thrown = event.at("/exception/values/0");
            assertEquals("NumberFormatException", thrown.get("type").asText());
            assertEquals("java.lang", thrown.get("module").asText());
            assertTrue(thrown.get("value").asText().startsWith("For input string: \"x"), result.out());
            assertEquals(thrown.get("thread_id"), event.at("/threads/values/0/id"));
            assertEquals("thrower", event.at("/threads/values/0/name").asText());
            assertTrue(
                    event.at("/contexts/runtime/version").asText().startsWith(String.valueOf(jdk.feature())),
                    result.out());
            JsonNode frames = thrown.at("/stacktrace/frames");
            assertEquals("run", frames.get(0).get("function").asText(), "the outermost frame");
            assertFalse(frames.get(frames.size() - 1).get("in_app").asBoolean(), "the JDK's own");
            assertOrder(frames);
            assertFalse(result.out().contains("canary"), result.out());
            EvalIT.assertNothingLeft(target);
        }
    }

    /** The frame whose code called what threw. */
    private static void assertOrder(JsonNode frames) {
        JsonNode order = null;
        for (JsonNode frame : frames) {
            order = frame.get("function").asText().equals("order") ? frame : order;
        }
        assertTrue(order != null, frames.toString());
        assertEquals("dev.jspect.target.Thrower", order.get("module").asText());
        assertEquals("Thrower.java", order.get("filename").asText());
        assertTrue(order.get("in_app").asBoolean(), order.toString());
        assertEquals(
                "kept.add(Integer.parseInt(text));",
                order.get("context_line").asText().strip());
        assertEquals(2, order.get("pre_context").size(), order.toString());
        assertTrue(order.get("abs_path").asText().endsWith("dev/jspect/target/Thrower.java"), order.toString());
        JsonNode vars = order.get("vars");
        JsonNode number = vars.get("number");
        assertTrue(number.isInt() || number.asText().startsWith("<"), order.toString());
        JsonNode text = vars.get("text");
        assertTrue(text.asText().startsWith("x") || text.asText().startsWith("<"), order.toString());
        assertTrue(vars.get("password").asText().matches("\\[redacted]|<.*>"), order.toString());
    }

    @Test
    void causesComeFirst() throws IOException {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Thrower.class)) {
            Path file = directory.resolve("events.jsonl");
            JspectProcess.Result result =
                    exceptions(target, List.of(), "Thrower$Hostile", "-n", "3", "--sentry=" + file);

            assertEquals(0, result.exitCode(), result.err());
            assertTrue(result.out().contains("  again: 3 since "), result.out());
            assertTrue(result.err().contains("1 sent, 0 failed; 2 repeats not sent"), result.err());
            JsonNode values = valid(Files.readString(file)).at("/exception/values");
            assertEquals("NumberFormatException", values.get(0).get("type").asText());
            assertEquals("cause", values.get(0).at("/mechanism/source").asText());
            assertEquals("Thrower$Hostile", values.get(1).get("type").asText());
            assertTrue(values.get(1).has("stacktrace"), values.toString());
        }
    }

    @Test
    void sendsThemToWhereTheDsnSays() throws IOException {
        List<String> received = Collections.synchronizedList(new ArrayList<>());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/42/envelope/", exchange -> {
            try (exchange;
                    GZIPInputStream body = new GZIPInputStream(exchange.getRequestBody())) {
                received.add(exchange.getRequestHeaders().getFirst("X-Sentry-Auth"));
                received.add(new String(body.readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Thrower.class)) {
            JspectProcess.Result result = exceptions(
                    target, dsn(server.getAddress().getPort()), "NumberFormatException", "-n", "1", "--sentry=dsn");

            assertEquals(0, result.exitCode(), result.err());
            assertTrue(result.out().contains("java.lang.NumberFormatException"), result.out());
            assertTrue(result.err().contains("1 sent, 0 failed"), result.err());
            assertTrue(received.get(0).contains("sentry_key=" + KEY), received.toString());
            valid(received.get(1).lines().toList().get(2));
        } finally {
            server.stop(0);
        }
    }

    private static List<String> dsn(int port) {
        return List.of("env", "SENTRY_DSN=http://" + KEY + "@127.0.0.1:" + port + "/42");
    }

    @Test
    void goesOnWhereNobodyTakesThem() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Thrower.class)) {
            JspectProcess.Result result = exceptions(target, dsn(1), "-n", "2", "--sentry=dsn");

            assertEquals(8, result.exitCode(), result.err());
            assertTrue(
                    result.err().contains("cannot send events to 127.0.0.1:1: it cannot be connected to"),
                    result.err());
            assertTrue(result.err().contains("0 sent, 2 failed"), result.err());
            assertTrue(result.err().contains("done: 2 captured"), result.err());
            assertFalse((result.out() + result.err()).contains(KEY), result.err());
            EvalIT.assertNothingLeft(target);
        }
    }

    @Test
    void refusesWhatCannotWorkBeforeAnythingIsDone() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Thrower.class)) {
            JspectProcess.Result noDsn =
                    exceptions(target, List.of("env", "SENTRY_DSN=https://" + KEY + "@/42"), "-n", "1", "--sentry=dsn");
            JspectProcess.Result both = exceptions(target, List.of(), "-n", "1", "--sentry=-", "--json");

            assertEquals(2, noDsn.exitCode(), noDsn.err());
            assertTrue(noDsn.err().contains("names no host"), noDsn.err());
            assertFalse(noDsn.err().contains(KEY), noDsn.err());
            assertEquals(2, both.exitCode(), both.err());
            assertEquals("", noDsn.out() + both.out());
            EvalIT.assertNothingLeft(target);
        }
    }
}
