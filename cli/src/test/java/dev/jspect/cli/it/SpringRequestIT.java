// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jspect.cli.json.Schemas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A controller of a Spring Boot application, within a request: what it was asked for stands in its frame. */
final class SpringRequestIT {
    private static final String PACKAGE = "dev.jspect.target.boot.";
    private static final String ORDER = PACKAGE + "OrderController.order";
    private static final String REFUSED = PACKAGE + "OrderException";
    private static final String QUERY = "?customer=ann&quantity=dozen";
    private static final String SOURCES = "../test-targets/spring-boot/src/main/java";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#currentAndNewest")
    void requestStandsInTheFrameOfTheController(Jdks.Jdk jdk) throws IOException, InterruptedException {
        try (TargetJvm target = TargetJvm.on(jdk).startJar(TargetJars.springBoot())) {
            WatchedRequests requests = WatchedRequests.to(target, "");

            assertCaught(requests.exceptions(
                    "/order" + QUERY + "&end=caught", "NumberFormatException", "--source-path", SOURCES));
            assertRefused(requests.exceptions(
                    "/order" + QUERY + "&end=refused",
                    REFUSED,
                    "--json",
                    "--where",
                    "e.getMessage().contains(\"dozen\") && e.order().customer().equals(\"ann\")"));
            assertFailed(requests.exceptions(
                    "/order" + QUERY + "&end=fails",
                    "IllegalStateException",
                    "--app",
                    PACKAGE,
                    "--source-path",
                    SOURCES,
                    "--sentry=-"));
            assertHeld(requests, target);
        }
    }

    /** One that the application catches. */
    private static void assertCaught(String text) {
        assertEquals("""
                      23  List<String> words = List.of(customer, quantity);
                      24  try {
                    > 25      return order + " of " + Integer.parseInt(quantity);
                      26  } catch (NumberFormatException e) {
                      27      String answer = "cannot order " + words + " with " + password.length();
                    Arguments
                      this      = OrderController#1{released=CountDownLatch}
                      customer  = "ann"
                      quantity  = "dozen"
                      end       = "caught"
                    Locals
                      password  = [redacted]
                      order     = Order{customer="ann", day=2024-02-29}
                      words     = List12(2)["ann", "dozen"]
                """, WatchedRequests.frame(text, ORDER).replaceAll("#\\d+", "#1"));
        assertFalse(text.contains("canary"), text);
    }

    /** One that the framework answers as the application's handler says. */
    private static void assertRefused(String lines) throws IOException {
        for (String line : lines.lines().toList()) {
            assertEquals("", Schemas.violations("exceptions", line), line);
        }
        assertTrue(lines.contains("\"java.lang.NumberFormatException\""), lines);
        JsonNode controller = new ObjectMapper()
                .readTree(lines.lines().findFirst().orElseThrow()).findParents("className").stream()
                        .filter(frame -> frame.path("className").asText().equals(PACKAGE + "OrderController"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(controller.toString().contains("\"ann\""), controller.toString());
        assertTrue(controller.toString().contains("\"dozen\""), controller.toString());
        assertFalse(lines.contains("canary"), lines);
    }

    /** One that the framework answers with status 500. */
    private static void assertFailed(String line) throws IOException {
        assertEquals("", Schemas.violationsOfSentry(line.strip()), line);
        JsonNode values = new ObjectMapper().readTree(line).at("/exception/values");
        assertEquals("NumberFormatException", values.get(0).get("type").asText());
        assertEquals("IllegalStateException", values.get(1).get("type").asText());
        JsonNode frames = values.get(1).at("/stacktrace/frames");
        for (JsonNode frame : frames) {
            assertEquals(
                    frame.get("module").asText().startsWith(PACKAGE),
                    frame.get("in_app").asBoolean(),
                    frame.toString());
        }
        JsonNode order = frames.get(frames.size() - 1);
        assertEquals("order", order.get("function").asText());
        assertEquals("ann", order.at("/vars/customer").asText());
        assertEquals("dozen", order.at("/vars/quantity").asText());
        assertEquals("[redacted]", order.at("/vars/password").asText());
        assertTrue(order.get("context_line").asText().contains("new IllegalStateException("), order.toString());
    }

    private static void assertHeld(WatchedRequests requests, TargetJvm target) {
        CompletableFuture<WatchedRequests.Answer> held = requests.send("/hold" + QUERY);
        String text = requests.frames(PACKAGE + "OrderController.hold", "--app", PACKAGE);

        assertEquals(
                """
                    Arguments
                      this      = OrderController{released=CountDownLatch#1}
                      customer  = "ann"
                      quantity  = "dozen"
                    Locals
                      password  = [redacted]
                      order     = Order{customer="ann", day=2024-02-29}
                """,
                WatchedRequests.frame(text, PACKAGE + "OrderController.hold").replaceAll("#\\d+", "#1"));
        assertFalse(text.contains("at org.springframework."), text);
        assertFalse(text.contains("canary"), text);
        assertCarries(JspectHere.run(
                "context", String.valueOf(target.pid()), "--find", "customer=ann", "--depth", "3", "--items", "20"));
        requests.answer("/release");
        assertEquals(
                "Order[customer=ann, day=2024-02-29] of dozen with 10",
                held.join().body());
    }

    /** What Logback, Spring Security and Spring's web part carry along with a request. */
    private static void assertCarries(JspectProcess.Result result) {
        String out = result.out();
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(out.lines().findFirst().orElse("").endsWith(", at OrderController.hold:46"), out);
        assertTrue(out.contains("  MDC ") && out.contains("{\"customer\"=\"ann\"}"), out);
        assertTrue(out.contains("  security context "), out);
        assertTrue(out.contains("principal=\"ann\"") || out.contains("principal     = \"ann\""), out);
        assertTrue(out.contains("  request ") && out.contains("ServletRequestAttributes"), out);
        assertFalse(out.contains("canary"), out);
    }

    @Test
    void snippetsUseWhatTheControllerHas() throws IOException, InterruptedException {
        try (TargetJvm target = TargetJvm.on(Jdks.current()).startJar(TargetJars.springBoot());
                RunningTool shell = RunningTool.start(directory, "shell", String.valueOf(target.pid()))) {
            WatchedRequests requests = WatchedRequests.to(target, "");
            shell.enter("/exceptions on OrderException");
            shell.awaitOut("watching exceptions of class OrderException");
            requests.answer("/order" + QUERY + "&end=refused");
            shell.awaitOut("#1 ");
            for (String line : new String[] {
                "/exceptions off",
                "/exceptions",
                "/exception 1",
                "e.getMessage()",
                "$e.order().customer()",
                "customer + quantity.length()",
                "order.day().getYear()",
                "new " + PACKAGE + "Till(words.size()).total",
                "/exit"
            }) {
                shell.enter(line);
            }

            assertEquals(0, shell.awaitExit(), shell.err());
            String out = shell.out();
            assertTrue(out.contains("1 captured of 1 seen"), out);
            assertTrue(
                    out.contains("OrderException  OrderController.order:30  cannot order [ann, dozen] with 10"), out);
            assertTrue(out.contains(" ==> \"For input string: \\\"dozen\\\"\" : String\n"), out);
            assertTrue(out.contains(" ==> \"ann\" : String\n"), out);
            assertTrue(out.contains(" ==> \"ann5\" : String\n"), out);
            assertTrue(out.contains(" ==> 2024 : int\n"), out);
            assertTrue(out.contains(" ==> 2 : int\n"), out);
            EvalIT.assertNothingLeft(target);
        }
    }
}
