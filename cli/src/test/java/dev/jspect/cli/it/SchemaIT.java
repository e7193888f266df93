// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jspect.cli.json.Schemas;
import dev.jspect.target.Crowd;
import dev.jspect.target.Shop;
import dev.jspect.target.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON that commands really print is what the schemas that are shipped say. */
final class SchemaIT {
    private static final String SNIPPETS = """
            import java.util.concurrent.*;
            int n = 3;
            int twice(int i) { return 2 * i; }
            class Pair { int a = 1; }
            for (int i = 0; i < 2; i++) System.out.println(i);
            twice(n)
            Double.NaN
            1e300
            (Object) null
            'x'
            new String(new char[20_000])
            new java.util.HashMap<String, Object>()
            new Object()
            new int[1000]
            """;

    @TempDir
    private Path directory;

    private static JsonNode valid(String schema, int exitCode, JspectProcess.Result result) throws IOException {
        assertEquals(exitCode, result.exitCode(), result.err());
        assertEquals("", Schemas.violations(schema, result.out()), result.out());
        assertEquals(1, result.out().lines().count(), "one document, one line");
        return new ObjectMapper().readTree(result.out());
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void frames(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Crowd.class, "8")) {
            JsonNode frames = valid("frames", 0, JspectHere.run("frames", String.valueOf(target.pid()), "--json"));

            assertTrue(frames.get("threads").size() > 1, frames.toString());
            assertTrue(frames.findValues("methodName").size() > 1, frames.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void framesWithLocals(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Waiting.class)) {
            for (String depth : List.of("0", "1", "6")) {
                JsonNode frames = valid(
                        "frames",
                        0,
                        JspectHere.run(
                                "frames",
                                String.valueOf(target.pid()),
                                "-l",
                                "--json",
                                "--all-frames",
                                "--depth",
                                depth));

                assertTrue(frames.findValues("locals").size() > 4, frames.toString());
                assertTrue(frames.get("receipt").get("locals").asInt() > 4, frames.toString());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void instances(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Waiting.class)) {
            JsonNode instances = valid(
                    "instances",
                    0,
                    JspectHere.run("instances", String.valueOf(target.pid()), "FutureTask", "-j", "--live"));

            assertEquals(5, instances.get("classes").get(0).get("count").asInt(), instances.toString());
            assertEquals(5, instances.get("objects").size(), instances.toString());
        }
    }

    @Test
    void evalOfAllKindsOfSnippets() throws IOException {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Shop.class)) {
            JsonNode eval = valid("eval", 0, JspectHere.run("eval", String.valueOf(target.pid()), SNIPPETS, "-j"));

            assertEquals(14, eval.get("snippets").size(), eval.toString());
            assertEquals("0\n1\n", eval.get("out").asText());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "throw new IllegalStateException(new RuntimeException())",
                "System.exit(1)",
                "while (true);"
            })
    void evalOfWhatGoesWrong(String code) throws IOException {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Shop.class)) {
            JspectProcess.Result result =
                    JspectHere.run("eval", String.valueOf(target.pid()), code, "-j", "--timeout", "4s");

            valid("eval", code.startsWith("System") ? 6 : 7, result);
        }
    }

    @Test
    void evalWhereTheAdministratorForbidsIt() throws IOException {
        try (TargetJvm target =
                TargetJvm.on(Jdks.current()).with("-Djspect.policy=read-only").start(Shop.class.getName())) {
            JsonNode eval = valid("eval", 6, JspectHere.run("eval", String.valueOf(target.pid()), "1 + 1", "-j"));

            assertEquals("refused", eval.get("snippets").get(0).get("status").asText());
        }
    }

    @Test
    void loaders() throws IOException {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Shop.class)) {
            JsonNode loaders = valid("loaders", 0, JspectHere.run("loaders", String.valueOf(target.pid()), "-j"));

            assertTrue(loaders.get("loaders").size() > 1, loaders.toString());
        }
    }

    @Test
    void detachWithAndWithoutASession() throws IOException, InterruptedException {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Shop.class)) {
            String pid = String.valueOf(target.pid());
            assertEquals(
                    0,
                    valid("detach", 0, JspectHere.run("detach", pid, "-j"))
                            .get("found")
                            .size());
            try (RunningTool tool = RunningTool.start(
                    directory, "eval", pid, "System.out.println(\"at work\"); while (true) {}", "--timeout", "5m")) {
                tool.awaitOut("at work");

                JsonNode detach = valid("detach", 0, JspectHere.run("detach", pid, "-j"));

                assertEquals(1, detach.get("sessionsEnded").asInt(), detach.toString());
                assertNotEquals(0, detach.get("found").size(), detach.toString());
                assertEquals(3, tool.awaitExit(), tool.err());
            }
        }
    }

    @Test
    void psAndDoctor() throws IOException {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Shop.class)) {
            assertTrue(valid("ps", 0, JspectHere.run("ps", "-j")).get("jvms").size() > 0);
            valid("doctor", 0, JspectHere.run("doctor", String.valueOf(target.pid()), "-j"));
        }
    }

    /** A schema that lets everything through would pass all of the above. */
    static Stream<String> documents() {
        return Stream.of(
                "frames {\"schema\":1,\"target\":{\"pid\":1,\"name\":\"\",\"javaVersion\":null},\"takenAt\":"
                        + "\"2026-01-01T00:00:00Z\",\"threads\":[],\"deadlocks\":[],\"receipt\":null}",
                "eval {\"schema\":1,\"snippets\":[],\"out\":\"\",\"err\":\"\",\"receipt\":{\"leftBehind\":[]}}",
                "loaders {\"schema\":1,\"loaders\":[],\"receipt\":{\"leftBehind\":[]}}",
                "detach {\"schema\":1,\"pid\":1,\"sessionsEnded\":0,\"found\":[],\"left\":[]}");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void noticesWhatIsMissingOrTooMuch(String schemaAndDocument) throws IOException {
        String schema = schemaAndDocument.substring(0, schemaAndDocument.indexOf(' '));
        String document = schemaAndDocument.substring(schema.length() + 1);
        assertEquals("", Schemas.violations(schema, document));
        ObjectNode whole = (ObjectNode) new ObjectMapper().readTree(document);
        for (var names = whole.fieldNames(); names.hasNext(); ) {
            ObjectNode without = whole.deepCopy().without(names.next());
            assertNotEquals("", Schemas.violations(schema, without.toString()), without.toString());
        }
        assertNotEquals("", Schemas.violations(schema, whole.put("more", 1).toString()));
    }
}
