// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.target.Markup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code show --html} in a browser: a target whose names and values are markup is recorded, and shown. */
final class PageIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private Path page;

    @BeforeEach
    void record() throws IOException {
        Path file = directory.resolve("markup.jspect");
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Markup.class)) {
            JspectProcess.Result recorded = JspectHere.run(
                    "record", String.valueOf(target.pid()), "-o", file.toString(), "--count", "2", "--every", "100ms");
            assertEquals(0, recorded.exitCode(), recorded.err());
        }
        JspectProcess.Result shown = JspectHere.run("show", file.toString(), "--html");
        assertEquals(0, shown.exitCode(), shown.err());
        page = directory.resolve("page.html");
        Files.writeString(page, shown.out());
    }

    /** The profile is the test's own. */
    @AfterEach
    void leavesNothingRunning() {
        assertEquals(
                "",
                Await.until(
                        LIMIT,
                        () -> ProcessHandle.allProcesses()
                                .noneMatch(one ->
                                        one.info().commandLine().orElse("").contains(directory.toString())),
                        () -> "a browser goes on"));
    }

    /** Returns the page as the browser has made it, with what its script did. */
    private String seen(String fragment) throws IOException {
        Program.assumeThere("chromium");
        List<String> command = new ArrayList<>(List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + directory.resolve("profile"),
                "--virtual-time-budget=2000",
                "--dump-dom",
                page.toUri() + fragment));
        Path errors = directory.resolve("errors");
        Path dom = directory.resolve("dom");
        Process browser = new ProcessBuilder(command)
                .redirectError(errors.toFile())
                .redirectOutput(dom.toFile())
                .start();
        try {
            assertTrue(browser.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), Files.readString(errors));
            assertEquals(0, browser.exitValue(), Files.readString(errors));
            return Files.readString(dom);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            browser.destroyForcibly();
        }
    }

    @Test
    void aFrameShowsItsThreadsAndTheirVariables() throws IOException {
        String dom = seen("#moment=1&find=Markup.held");

        assertTrue(dom.contains("moment 1 of 2"), dom);
        assertTrue(dom.contains("<h2>dev.jspect.target.Markup.held, 3 threads</h2>"), dom);
        assertTrue(dom.contains("note  = \"&lt;img src=x onerror=document.title='hacked'&gt;\""), dom);
        assertEquals(3, dom.split("<details open=\"\">", -1).length - 1, dom);
        // The graph: whoever is chosen is as wide as all, and what it calls is below.
        assertTrue(
                dom.contains("aria-label=\"dev.jspect.target.Markup.held, 3 threads\" style=\"left: 0%; width:"), dom);
        assertTrue(dom.contains("aria-label=\"java.lang.Thread.sleep, 3 threads\""), dom);
        assertEquals(2, dom.split("aria-label=\"moment ", -1).length - 1, dom);
        assertEquals(1, dom.split("aria-current=\"true\"", -1).length - 1, dom);
    }

    @Test
    void namesAndValuesAreNoMarkup() throws IOException {
        String dom = seen("");

        assertTrue(dom.contains("<title>" + Markup.class.getSimpleName() + ", jspect</title>"), dom);
        assertTrue(dom.contains("&lt;script&gt;document.title = 'hacked'&lt;/script&gt;"), dom);
        assertEquals(2, dom.split("<script", -1).length - 1, dom);
        assertFalse(dom.contains("<img"), dom);
    }

    /** It says itself that it may fetch nothing, and has nothing to fetch. */
    @Test
    void thePageIsWhole() throws IOException {
        String html = Files.readString(page);

        assertTrue(
                html.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"),
                html);
        List<String> fetching = Pattern.compile("\\bsrc=\"|\\bhref=|@import|url\\(|fetch\\(|XMLHttpRequest")
                .matcher(html)
                .results()
                .map(MatchResult::group)
                .toList();
        assertEquals(List.of(), fetching, html);
        assertEquals(2, html.split("</script", -1).length - 1, html);
        // Marks of the page itself are filled in; one that was recorded is a text.
        assertFalse(html.contains("{{style}}") || html.contains("{{script}}"), html);
        assertTrue(html.contains("\"{{data}}\""), html);
    }
}
