// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jspect.cli.json.Schemas;
import dev.jspect.target.Known;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code top}: which threads work. Of {@code Known}, one waits, one runs in a loop, one calls and throws all the time. */
final class TopIT {
    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void tellsWhichThreadsWork(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Known.class, "3")) {
            String pid = String.valueOf(target.pid());
            JspectProcess.Result result = JspectHere.run("top", pid, "-j", "-n", "2", "--every", "300ms");

            assertEquals(0, result.exitCode(), result.err());
            List<String> documents = result.out().lines().toList();
            assertEquals(2, documents.size(), result.out());
            for (String document : documents) {
                assertEquals("", Schemas.violations("top", document), document);
            }
            JsonNode document = new ObjectMapper().readTree(documents.get(1));
            JsonNode loops = thread(document, "known-1");
            JsonNode waits = thread(document, "known-0");
            assertTrue(loops.path("cpu").asDouble() > 0.05, document.toString());
            assertTrue(loops.path("cpu").asDouble() <= 1.1, document.toString());
            assertTrue(waits.path("cpu").asDouble() < loops.path("cpu").asDouble(), document.toString());
            assertTrue(waits.path("at").asText().startsWith("Known."), document.toString());
            assertEquals(
                    "read",
                    thread(document, "main").path("systemCall").path("name").asText(),
                    document.toString());
            assertTrue(thread(document, "VM Thread").path("id").isNull(), document.toString());
            double before = Double.MAX_VALUE;
            for (JsonNode thread : document.path("threads")) {
                assertTrue(thread.path("cpu").asDouble() <= before, document.toString());
                before = thread.path("cpu").asDouble();
            }
            assertTrue(!target.output().contains("jspect"), "nothing is loaded");
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

    @Test
    void printsATableWhereThereIsNoTerminal() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Known.class, "3")) {
            String pid = String.valueOf(target.pid());
            JspectProcess.Result result =
                    JspectHere.run("top", pid, "-n", "1", "--every", "200ms", "-t", "known-*", "--sort", "name");
            JspectProcess.Result wrong = JspectHere.run("top", pid, "--sort", "size");

            List<String> lines = result.out().lines().toList();
            assertEquals(5, lines.size(), result.out());
            assertTrue(
                    lines.get(0).matches("[0-9]+ \\(Known\\): .* % of a CPU, 3 of [0-9]+ threads, .* s"), result.out());
            assertTrue(lines.get(1).matches("\\s*CPU\\s+TIME\\s+ID\\s+NAME\\s+STATE\\s+IN\\s+WAITS IN"), result.out());
            assertTrue(lines.get(2).contains("known-0"), result.out());
            assertTrue(lines.get(4).contains("known-2"), result.out());
            assertEquals(2, wrong.exitCode(), wrong.err());
            assertTrue(wrong.err().contains("sorted by cpu, time, name, id or state, but not by size"), wrong.err());
        }
    }

    @Test
    void leavesTheScreenAsItWas() {
        assumeTrue(Tmux.isThere());
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Known.class, "3");
                Tmux tmux = Tmux.start(
                        90,
                        20,
                        "echo before; " + Jdks.current().java() + " -jar " + JspectProcess.jar() + " top "
                                + target.pid() + " --every 300ms")) {
            tmux.await("q leave");
            tmux.await("known-1");
            tmux.type("/waiting?");
            tmux.await("threads: waiting?");
            tmux.press("Escape");
            tmux.type("/own-0");
            tmux.press("Enter");
            tmux.await("1 of ");
            tmux.type("q");
            tmux.await("exit code 0");
            assertTrue(tmux.screen().startsWith("before\n"), tmux.screen());
            assertTrue(!tmux.screen().contains("WAITS IN"), tmux.screen());
        }
    }

    @Test
    void tellsThatTheTargetHasEnded() {
        assumeTrue(Tmux.isThere());
        TargetJvm target = TargetJvm.start(Jdks.current(), Known.class, "3");
        try (Tmux tmux = Tmux.start(
                90,
                20,
                "echo before; " + Jdks.current().java() + " -jar " + JspectProcess.jar() + " top " + target.pid()
                        + " --every 300ms")) {
            tmux.await("q leave");
            target.close();
            tmux.await("exit code 3");
            assertTrue(tmux.screen().startsWith("before\n"), tmux.screen());
            assertTrue(tmux.screen().contains("jspect: "), tmux.screen());
        } finally {
            target.close();
        }
    }
}
