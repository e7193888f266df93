// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Web applications in one Tomcat: the same classes twice, each seen by one class loader only. */
final class TomcatIT {
    private static final String PACKAGE = "dev.jspect.target.webapp.";
    private static final String LOADER = "org.apache.catalina.loader.ParallelWebappClassLoader";
    private static final List<String> SNIPPETS = List.of(
            Inspection.THREAD_NAMES + ".contains(\"main\")",
            PACKAGE + "WebShop.basket.owner",
            PACKAGE + "WebShop.basket.count",
            PACKAGE + "WebShop.basket.count += 1",
            "new " + PACKAGE + "Basket(\"mine \").describe(\"it is \")",
            "record Sold(String what, int count) {}",
            "new Sold(\"bread\", 2).count()",
            "java.util.stream.Stream.of(\"a\", \"b\").map(" + PACKAGE
                    + "Basket::new).mapToInt(b -> b.price.cents).sum()",
            // No class that the application has loaded.
            "dev.jspect.target.weblib.Discount.of(14)");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#currentAndNewest")
    void looksIntoEachOfTwoWebApplications(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = WebServer.start(jdk, directory)) {
            Inspection inspection = Inspection.of(target);
            inspection.assertListedAs("Container");
            inspection.assertFrames(WebServer.MAIN + ".main");

            Set<String> owners = new HashSet<>();
            for (String hash : hashes(target)) {
                List<String> values = inspection.eval(SNIPPETS, "--loader", hash);
                owners.add(values.remove(1));
                assertEquals(List.of("true", "41", "42", "\"it is mine 41\"", "2", "82", "7"), values);
            }

            assertEquals(Set.of("\"/fruit\"", "\"/bakery.war\""), owners);
        }
    }

    /** Without the line that it has in Tomcat's log: by whom it is kept. */
    @Test
    void tellsWhatAnApplicationThatIsGoneHasLeftInAThread() throws IOException {
        try (TargetJvm target = WebServer.start(Jdks.current(), directory)) {
            String pid = String.valueOf(target.pid());
            assertEquals(
                    200,
                    WatchedRequests.to(target, "/fruit")
                            .answer("/order?customer=ann&quantity=3&end=fine")
                            .status());
            JspectProcess.Result before = JspectHere.run("context", pid, "--leaks");
            JspectProcess.Result undeployed = JspectHere.run(
                    "eval",
                    pid,
                    "-q",
                    "var fruit = instances(org.apache.catalina.core.StandardHost.class).get(0).findChild(\"/fruit\");"
                            + " fruit.stop(); fruit.destroy();");
            JspectProcess.Result after = JspectHere.run("context", pid, "--leaks");

            assertEquals(0, undeployed.exitCode(), undeployed.err());
            assertTrue(before.out().startsWith("no thread-local whose key is gone, and none that keeps"), before.out());
            String leak = after.out()
                    .lines()
                    .filter(line -> line.contains("http-") && line.contains("Basket.LAST"))
                    .findFirst()
                    .orElse("");
            assertTrue(leak.contains("keeps the closed loader"), after.out());
            assertTrue(leak.contains(LOADER), after.out());
        }
    }

    @Test
    void takesTheServerWithoutBeingToldAndSaysWhatElseThereIs() throws IOException {
        try (TargetJvm target = WebServer.start(Jdks.current(), directory)) {
            String pid = String.valueOf(target.pid());
            JspectProcess.Result server = JspectHere.run(
                    "eval", pid, "-q", "org.apache.catalina.util.ServerInfo.getServerNumber().startsWith(\"11.\")");
            String owner = PACKAGE + "WebShop.basket.owner";
            JspectProcess.Result unseen = JspectHere.run("eval", pid, owner);
            JspectProcess.Result bySource = JspectHere.run("eval", pid, "-q", "--loader", "bakery.war", owner);
            JspectProcess.Result several = JspectHere.run("eval", pid, "--loader", "webapp", "1");

            assertEquals("true\n", server.out(), server.err());
            assertEquals("\"/bakery.war\"\n", bySource.out(), bySource.err());
            assertEquals(7, unseen.exitCode(), unseen.err());
            assertTrue(unseen.err().contains("jspect: the code sees the classes of app "), unseen.err());
            assertEquals(2, several.exitCode(), several.err());
            for (String hash : hashes(target)) {
                assertTrue(several.err().contains(LOADER + hash), several.err());
                assertTrue(unseen.err().contains(LOADER + hash), unseen.err());
            }
            EvalIT.assertNothingLeft(target);
        }
    }

    private static List<String> hashes(TargetJvm target) throws IOException {
        JspectProcess.Result result = JspectHere.run("loaders", String.valueOf(target.pid()), "--json");
        List<String> hashes = new ArrayList<>();
        for (JsonNode loader : new ObjectMapper().readTree(result.out()).get("loaders")) {
            if (loader.get("className").asText().equals(LOADER)) {
                hashes.add(loader.get("hash").asText());
            }
        }
        assertEquals(2, hashes.size(), result.out() + result.err());
        return hashes;
    }
}
