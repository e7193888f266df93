// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jspect.cli.json.Schemas;
import dev.jspect.target.Carrying;
import dev.jspect.target.Undeployed;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code context}: what threads carry with them, by names, on each JDK. */
final class ContextIT {
    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void tellsWhatEachThreadCarriesByName(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Carrying.class)) {
            JspectProcess.Result result = JspectHere.run("context", String.valueOf(target.pid()), "-t", "c*");

            assertEquals(0, result.exitCode(), result.err());
            String carrier = block(result.out(), "carrier");
            assertTrue(carrier.contains("  Carrying.TENANT = \"north\"\n"), result.out());
            assertTrue(carrier.contains("  Carrying.FACTS = HashMap(2){"), result.out());
            assertTrue(carrier.contains("  Carrying.PASSWORD = [redacted]\n"), result.out());
            assertTrue(carrier.contains("  Carrying.TokenHolder.CURRENT = [redacted]\n"), result.out());
            assertTrue(carrier.contains("  Carrying.HOSTILE = Carrying.HostileValue{number=7}\n"), result.out());
            assertTrue(carrier.contains("  Carrying.LEVEL = (inheritable) 3\n"), result.out());
            assertTrue(carrier.contains("  ThreadLocal of Carrying = \"first\"\n"), result.out());
            assertTrue(carrier.contains("  (key is gone) = byte[1000]{0, "), result.out());
            assertTrue(block(result.out(), "child").contains("Carrying.LEVEL = (inheritable) 3"), result.out());
            assertFalse(result.out().contains("canary"), result.out());
            assertEquals("ready\n", withoutWarnings(target), "application code ran");
            EvalIT.assertNothingLeft(target);
        }
    }

    /** The lines of one thread. */
    private static String block(String out, String thread) {
        int begin = out.indexOf('"' + thread + '"');
        assertTrue(begin >= 0, out);
        int end = out.indexOf("\n\n", begin);
        // However wide the names are.
        return out.substring(begin, end < 0 ? out.length() : end + 1).replaceAll(" += ", " = ");
    }

    static String withoutWarnings(TargetJvm target) {
        return target.output().replaceAll("WARNING: .*\n", "");
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void findsWhoWorksForSomebodyAndWhere(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Carrying.class)) {
            String pid = String.valueOf(target.pid());
            for (String find : List.of(
                    "user=ann", "traceId == \"4bf9\"", "number=7", "Carrying.TENANT='north'", "FACTS", "level=3")) {
                JspectProcess.Result result = JspectHere.run("context", pid, "--find", find);

                assertEquals(0, result.exitCode(), result.err());
                assertTrue(result.out().startsWith("\"carrier\" #"), find + ": " + result.out() + result.err());
                assertTrue(result.out().lines().findFirst().orElse("").contains(", at Carrying.park:"), result.out());
                assertFalse(result.out().contains("\"changing\""), result.out());
            }
            for (String find : List.of("user=bob", "PASSWORD=s3cret-canary", "traceId=4bf", "nobody")) {
                JspectProcess.Result result = JspectHere.run("context", pid, "--find", find);

                assertEquals(0, result.exitCode(), result.err());
                assertEquals("", result.out());
                assertTrue(result.err().contains("jspect: no thread carries " + find), result.err());
            }
            JspectProcess.Result wrong = JspectHere.run("context", pid, "--find", "=ann");
            assertEquals(2, wrong.exitCode(), wrong.err());
            assertTrue(wrong.err().contains("not NAME, NAME=VALUE"), wrong.err());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void theDocumentIsWhatItsSchemaSays(Jdks.Jdk jdk) throws IOException {
        String preview = jdk.feature() == 21 ? "--enable-preview" : "-Dpreview=no";
        try (TargetJvm target = TargetJvm.on(jdk).with(preview).start(Carrying.class.getName())) {
            String pid = String.valueOf(target.pid());
            JspectProcess.Result result = JspectHere.run("context", pid, "-j");
            JspectProcess.Result leaks = JspectHere.run("context", pid, "-j", "--leaks");

            assertEquals(0, result.exitCode(), result.err());
            assertEquals("", Schemas.violations("context", result.out()), result.out());
            assertEquals("", Schemas.violations("context", leaks.out()), leaks.out());
            JsonNode document = new ObjectMapper().readTree(result.out());
            JsonNode tenant = carried(document, "carrier", "dev.jspect.target.Carrying.TENANT");
            assertEquals("north", tenant.path("value").asText(), result.out());
            assertEquals("java.lang.ThreadLocal", tenant.path("keyType").asText(), result.out());
            assertEquals("local", tenant.path("kind").asText(), result.out());
            assertTrue(thread(document, "interrupted").path("interrupted").asBoolean(), result.out());
            assertFalse(thread(document, "holder").path("interrupted").asBoolean(), result.out());
            JsonNode leaking = thread(new ObjectMapper().readTree(leaks.out()), "carrier");
            assertEquals(1, leaking.path("leaks").asInt(), leaks.out());
            assertEquals(1, leaking.path("carries").size(), leaks.out());
            JsonNode stale = leaking.path("carries").get(0);
            assertTrue(stale.path("keyType").isNull(), leaks.out());
            assertTrue(stale.path("shallowBytes").asLong() >= 1_000, leaks.out());
            assertTrue(leaking.path("shallowBytes").asLong() > 1_000, leaks.out());
            if (jdk.feature() >= 21) {
                JsonNode scoped = carried(document, "scoped", "dev.jspect.target.Carrying.scope");
                assertEquals("scoped", scoped.path("kind").asText(), result.out());
                assertEquals("inside", scoped.path("value").asText(), result.out());
            }
        }
    }

    private static JsonNode thread(JsonNode document, String name) {
        for (JsonNode thread : document.path("threads")) {
            if (thread.path("name").asText().equals(name)) {
                return thread;
            }
        }
        throw new AssertionError("no thread " + name + " in " + document);
    }

    private static JsonNode carried(JsonNode document, String thread, String name) {
        for (JsonNode carried : thread(document, thread).path("carries")) {
            if (carried.path("name").asText().equals(name)) {
                return carried;
            }
        }
        throw new AssertionError(thread + " carries no " + name + " in " + document);
    }

    /** Keys are 1, 2, 3 as they are made: whatever is told of the thread that goes on must be one of them. */
    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#currentAndNewest")
    void aThreadThatChangesItsMapAllTheTimeGoesOn(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Carrying.class)) {
            int seen = 0;
            for (int i = 0; i < 10; i++) {
                JspectProcess.Result result =
                        JspectHere.run("context", String.valueOf(target.pid()), "-t", "changing", "-j");

                assertEquals(0, result.exitCode(), result.err());
                JsonNode changing = thread(new ObjectMapper().readTree(result.out()), "changing");
                for (JsonNode carried : changing.path("carries")) {
                    JsonNode value = carried.path("value");
                    boolean whole = value.isInt() && value.asInt() > 0 && carried.hasNonNull("keyType");
                    boolean tenant = value.asText().equals("south")
                            && carried.path("name").asText().endsWith(".TENANT");
                    boolean ofJdk = !carried.path("keyType").asText().startsWith("java.lang.ThreadLocal");
                    boolean leaving = carried.path("keyType").isNull()
                            && changing.path("changing").asBoolean();
                    assertTrue(whole || tenant || ofJdk || leaving, carried.toString());
                    seen++;
                }
            }
            assertTrue(seen > 10, seen + " in all");
            assertTrue(target.isAlive());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void aThreadThatCarriesThousandsIsCountedAndCut(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.on(jdk).start(Carrying.class.getName(), "many")) {
            String pid = String.valueOf(target.pid());
            JspectProcess.Result text = JspectHere.run("context", pid, "-t", "crowded");
            JspectProcess.Result document = JspectHere.run("context", pid, "-t", "crowded", "-j");

            assertEquals(0, text.exitCode(), text.err());
            assertTrue(text.out().contains("  ... 49000 more thread-locals, not read\n"), text.out());
            assertTrue(text.out().contains("  ... 995 more of these; --all shows them\n"), text.out());
            JsonNode crowded = thread(new ObjectMapper().readTree(document.out()), "crowded");
            assertEquals(50_000, crowded.path("threadLocals").asInt());
            assertEquals(1_000, crowded.path("carries").size());
        }
    }

    /** A thread empties its maps when it ends: it is told whole, or not at all. */
    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void threadsThatEndMeanwhileAreLeftOut(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.on(jdk).start(Carrying.class.getName(), "ending")) {
            for (int i = 0; i < 10; i++) {
                JspectProcess.Result result = JspectHere.run("context", String.valueOf(target.pid()), "-j");

                assertEquals(0, result.exitCode(), result.err());
                JsonNode document = new ObjectMapper().readTree(result.out());
                assertEquals(
                        "north",
                        carried(document, "carrier", "dev.jspect.target.Carrying.TENANT")
                                .path("value")
                                .asText());
                for (JsonNode thread : document.path("threads")) {
                    for (JsonNode carried : thread.path("carries")) {
                        if (thread.path("name").asText().equals("ending")
                                && carried.path("name").asText().endsWith(".TENANT")) {
                            assertEquals("east", carried.path("value").asText(), thread.toString());
                        }
                    }
                }
            }
            assertTrue(target.isAlive());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void tellsWhatIsLeftOfAnApplicationThatIsGone(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Undeployed.class)) {
            JspectProcess.Result result = JspectHere.run("context", String.valueOf(target.pid()), "--leaks");

            assertEquals(0, result.exitCode(), result.err());
            String leak = result.out()
                    .lines()
                    .filter(line -> line.contains("pool-thread"))
                    .findFirst()
                    .orElse("");
            assertTrue(leak.contains("keeps the closed loader"), result.out());
            assertTrue(leak.contains("java.net.URLClassLoader@"), result.out());
            assertFalse(
                    result.out().lines().anyMatch(line -> line.contains("weak-thread") && line.contains("keeps")),
                    result.out());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#currentAndNewest")
    void saysWhichThreadsThereAreNone(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Carrying.class)) {
            JspectProcess.Result result = JspectHere.run("context", String.valueOf(target.pid()), "-t", "nobody");

            assertEquals(2, result.exitCode(), result.err());
            assertTrue(result.err().contains("fits nobody"), result.err());
            assertNotNull(result.out());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void framesShowItBelowEachThread(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Carrying.class)) {
            String pid = String.valueOf(target.pid());
            JspectProcess.Result text = JspectHere.run("frames", pid, "-l", "--context", "-t", "carrier");
            JspectProcess.Result document = JspectHere.run("frames", pid, "-l", "--context", "-t", "c*", "-j");
            JspectProcess.Result group = JspectHere.run("frames", pid, "--group", "--context");

            assertEquals(0, text.exitCode(), text.err());
            assertTrue(text.out().contains(" at dev.jspect.target.Carrying.park("), text.out());
            assertTrue(text.out().contains("\n  Carries\n    (key is gone) "), text.out());
            assertTrue(
                    text.out().replaceAll(" += ", " = ").contains("\n    Carrying.TENANT = \"north\"\n"), text.out());
            assertEquals(0, document.exitCode(), document.err());
            assertEquals("", Schemas.violations("frames", document.out()), document.out());
            JsonNode read = new ObjectMapper().readTree(document.out());
            assertEquals(
                    "north",
                    carried(read, "carrier", "dev.jspect.target.Carrying.TENANT")
                            .path("value")
                            .asText());
            assertEquals(2, group.exitCode(), group.err());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void theShellTellsItToo(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Carrying.class)) {
            JspectProcess.Result result = JspectHere.read(
                    "int kept = 41\n/context child\n/context --find user=ann\n/context --find user=bob\nkept + 1\n",
                    "shell",
                    String.valueOf(target.pid()));

            assertEquals(0, result.exitCode(), result.err());
            assertTrue(result.out().contains("Carrying.LEVEL = (inheritable) 3"), result.out());
            assertTrue(result.out().contains(", at Carrying.park:"), result.out());
            assertTrue(result.out().contains("no thread carries user=bob"), result.out());
            assertTrue(result.out().contains("==> 42 : int"), result.out());
            EvalIT.assertNothingLeft(target);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void snippetsGetWhatTheirFramesThreadCarries(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Carrying.class)) {
            String pid = String.valueOf(target.pid());
            String facts = "java.util.Map<String, String> facts = context(\"dev.jspect.target.Carrying.FACTS\");";
            JspectProcess.Result map =
                    JspectHere.run("eval", pid, "--frame", "carrier:0", facts + " facts.get(\"user\")");
            JspectProcess.Result tenant = JspectHere.run(
                    "eval", pid, "--frame", "carrier:0", "context(\"Carrying.TENANT\") + \"/\" + context(\"LEVEL\")");
            JspectProcess.Result other = JspectHere.run("eval", pid, "--frame", "carrier:0", "context(\"MDC\")");
            JspectProcess.Result none = JspectHere.run("eval", pid, "context(\"Carrying.TENANT\")");

            assertEquals("\"ann\" : String", map.out().strip(), map.err());
            assertEquals("\"north/3\" : String", tenant.out().strip(), tenant.err());
            assertEquals(7, other.exitCode(), other.out());
            assertTrue(other.err().contains("the thread carries no MDC now, but [Carrying.FACTS, "), other.err());
            assertEquals(7, none.exitCode(), none.out());
            assertTrue(none.err().contains("context(...) is of a thread's frame"), none.err());
            EvalIT.assertNothingLeft(target);
        }
    }
}
