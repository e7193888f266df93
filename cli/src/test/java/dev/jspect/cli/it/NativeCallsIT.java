// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jspect.cli.json.Schemas;
import dev.jspect.target.Blocking;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code frames --native}: the system calls that threads wait in, and what they are about. */
final class NativeCallsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern THREAD = Pattern.compile("\"([^\"]+)\" #.*");

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void tellsWhatThreadsWaitFor(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Blocking.class)) {
            String port = target.output().split(" ", -1)[0];
            String expectedSocket = "(read|recvfrom|poll)\\(fd [0-9]+ -> tcp 127\\.0\\.0\\.1:" + port + "\\)";
            assertEquals(
                    "",
                    Await.until(
                            PATIENCE,
                            () -> calls(target).getOrDefault("latch", "").equals("futex")
                                    && calls(target).getOrDefault("socket", "").matches(expectedSocket),
                            () -> calls(target).toString()));

            Map<String, String> calls = calls(target);

            assertTrue(calls.getOrDefault("socket", "").matches(expectedSocket), calls.toString());
            assertTrue(
                    calls.getOrDefault("server", "")
                            .matches(
                                    "(accept|accept4|poll)\\(fd [0-9]+ -> tcp 127\\.0\\.0\\.1:[0-9]+ \\(listening\\)\\)"),
                    calls.toString());
            assertTrue(calls.getOrDefault("pipe", "").matches("(read|poll)\\(fd [0-9]+ -> pipe\\)"), calls.toString());
            assertTrue(calls.getOrDefault("child", "").matches("read\\(fd [0-9]+ -> pipe\\)"), calls.toString());
            assertTrue(
                    calls.getOrDefault("selector", "").matches("epoll_p?wait\\(fd [0-9]+ -> eventpoll of 2\\)"),
                    calls.toString());
            assertTrue(calls.getOrDefault("main", "").matches("read\\(fd 0 -> .*\\)"), calls.toString());
        }
    }

    private static Map<String, String> calls(TargetJvm target) {
        JspectProcess.Result result = JspectHere.run("frames", String.valueOf(target.pid()), "--native");
        assertEquals(0, result.exitCode(), result.err());
        Map<String, String> calls = new TreeMap<>();
        String thread = "";
        for (String line : result.out().lines().toList()) {
            Matcher head = THREAD.matcher(line);
            if (head.matches()) {
                thread = head.group(1);
            } else if (line.startsWith("  in ")) {
                calls.put(thread, line.substring("  in ".length()));
            }
        }
        return calls;
    }

    @Test
    void theDocumentHasThem() throws IOException {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Blocking.class)) {
            assertEquals(
                    "",
                    Await.until(
                            PATIENCE,
                            () -> calls(target).containsKey("child"),
                            () -> calls(target).toString()));
            JspectProcess.Result result =
                    JspectHere.run("frames", String.valueOf(target.pid()), "--native", "-j", "-t", "child");

            assertEquals("", Schemas.violations("frames", result.out()), result.out());
            JsonNode call = new ObjectMapper()
                    .readTree(result.out())
                    .path("threads")
                    .get(0)
                    .path("systemCall");
            assertEquals("read", call.path("name").asText(), result.out());
            assertEquals("pipe", call.path("descriptors").get(0).path("what").asText(), result.out());
        }
    }
}
