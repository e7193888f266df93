// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A servlet of a web application, within a request: what it was asked for stands in its frame. */
final class TomcatRequestIT {
    private static final String PACKAGE = "dev.jspect.target.webapp.";
    private static final String ORDER = PACKAGE + "OrderServlet.order";
    private static final String QUERY = "?customer=ann&quantity=dozen&end=";
    private static final String SOURCES = "../test-targets/tomcat/src/main/java";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#currentAndNewest")
    void requestStandsInTheFrameOfTheServlet(Jdks.Jdk jdk) throws IOException, InterruptedException {
        try (TargetJvm target = WebServer.start(jdk, directory)) {
            WatchedRequests requests = WatchedRequests.to(target, "/bakery.war/order");

            String caught = requests.exceptions(QUERY + "caught", "NumberFormatException", "--source-path", SOURCES);
            String order = WatchedRequests.frame(caught, ORDER);
            assertTrue(order.contains("return \"ordered \" + Integer.parseInt(quantity);\n"), order);
            assertParameters(order);
            assertTrue(order.contains("= Basket{owner=\"ann\", price=Price, count=41}\n"), order);
            assertFalse(caught.contains("canary"), caught);

            String failed = requests.exceptions(
                    QUERY + "fails",
                    "Refused",
                    "--app",
                    PACKAGE,
                    "--where",
                    "e.getMessage().contains(\"dozen\") && e.basket.count == 41");
            assertParameters(WatchedRequests.frame(failed, ORDER));
            assertTrue(failed.contains("caused by java.lang.NumberFormatException: For input string"), failed);
            assertFalse(failed.contains("at org.apache."), failed);
            assertHeld(requests);
            assertToldThatBothHaveIt(target);
        }
    }

    private static void assertParameters(String order) {
        assertTrue(order.contains("      customer  = \"ann\"\n      quantity  = \"dozen\"\n"), order);
        assertTrue(order.contains("      password  = [redacted]\n"), order);
        assertTrue(order.contains("      basket    = Basket"), order);
        assertTrue(order.contains("      day       = 2024-02-29\n"), order);
        assertTrue(order.contains("      words     = List12(2)[\"ann\", \"dozen\"]\n"), order);
    }

    /** What the class of an exception is when two applications have one of that name, nobody can say. */
    private static void assertToldThatBothHaveIt(TargetJvm target) {
        WatchedRequests.to(target, "/fruit/order").answer(QUERY + "fails");
        JspectProcess.Result result = JspectHere.run(
                "exceptions", String.valueOf(target.pid()), "Refused", "--where", "e.basket.count == 41");

        assertEquals(7, result.exitCode(), result.err());
        assertTrue(
                result.err().contains("2 class loaders have loaded a class Refused: e is a Throwable"), result.err());
        EvalIT.assertNothingLeft(target);
    }

    private static void assertHeld(WatchedRequests requests) {
        CompletableFuture<WatchedRequests.Answer> held = requests.send(QUERY + "hold");
        String text = requests.frames(ORDER, "--app", PACKAGE);

        assertParameters(WatchedRequests.frame(text, ORDER));
        assertFalse(text.contains("at org.apache."), text);
        assertFalse(text.contains("canary"), text);
        requests.answer(QUERY + "release");
        assertEquals(
                "cannot order [ann, dozen] on 2024-02-29 with 10", held.join().body());
    }
}
