// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.jspect.shell.natives.BuildId;
import dev.jspect.target.Below;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of functions that a library was stripped of: found by its build, and never those of another. */
final class NativeSymbolsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NAMED = "  at known_bottom (libbelow.so)\n  at known_middle (libbelow.so)\n";
    private static final String NAMELESS =
            "(?s).*  at libbelow\\.so\\+0x[0-9a-f]+\n  at libbelow\\.so\\+0x[0-9a-f]+\n.*";

    @TempDir
    private Path directory;

    private Path symbols;
    private String buildId;
    private TargetJvm target;

    @BeforeEach
    void start() throws IOException {
        Path library = BelowLibrary.compiled(directory, List.of("-O2", "-fvisibility=hidden", "-Wl,--build-id"));
        symbols = BelowLibrary.stripped(library, directory.resolve("names"));
        buildId = Objects.requireNonNull(BuildId.of(library));
        target = TargetJvm.start(Jdks.current(), Below.class, library.toString());
        assertEquals(
                "", Await.until(PATIENCE, () -> frames(Map.of()).out().matches(NAMELESS), () -> "it does not wait"));
    }

    @AfterEach
    void end() {
        target.close();
    }

    private JspectProcess.Result frames(Map<String, String> environment) {
        return JspectHere.with(environment, "frames", String.valueOf(target.pid()), "--native", "-t", "read");
    }

    @Test
    void aServerIsAskedOnceForABuild() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/buildid/" + buildId + "/debuginfo", exchange -> {
            asked.incrementAndGet();
            byte[] content = Files.readAllBytes(symbols);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
        try {
            Map<String, String> environment = Map.of(
                    "DEBUGINFOD_URLS",
                    "ima:enforcing http://127.0.0.1:" + server.getAddress().getPort(),
                    "DEBUGINFOD_CACHE_PATH",
                    directory.resolve("cache").toString());

            for (int i = 0; i < 2; i++) {
                JspectProcess.Result result = frames(environment);
                assertTrue(result.out().contains(NAMED), result.out() + result.err());
            }
            assertEquals(1, asked.get());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsSaid() {
        JspectProcess.Result result = frames(Map.of(
                "DEBUGINFOD_URLS",
                "http://127.0.0.1:1",
                "DEBUGINFOD_CACHE_PATH",
                directory.resolve("cache").toString()));

        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().matches(NAMELESS), result.out());
        assertTrue(result.err().contains("jspect: no symbols from http://127.0.0.1:1/: "), result.err());
        assertEquals(1, result.err().split("jspect: no symbols", -1).length - 1, result.err());
    }

    @Test
    void aRecordingIsNamedWhereItIsShown() throws IOException {
        Path file = directory.resolve("below.jspect");
        JspectProcess.Result recorded = JspectHere.run("record", String.valueOf(target.pid()), "-o", file.toString());
        assertEquals(0, recorded.exitCode(), recorded.err());
        Path anyName = Files.createDirectories(directory.resolve("any/where"));
        Files.copy(symbols, anyName.resolve("libbelow.debug"));
        Path byBuild = directory.resolve("builds");
        Path folder = Files.createDirectories(byBuild.resolve(".build-id").resolve(buildId.substring(0, 2)));
        Files.copy(symbols, folder.resolve(buildId.substring(2) + ".debug"));

        assertTrue(show(file).out().matches(NAMELESS), show(file).out());
        for (Path found : List.of(directory.resolve("any"), byBuild)) {
            JspectProcess.Result result = show(file, "--symbols", found.toString());
            assertTrue(result.out().contains(NAMED), result.out() + result.err());
        }
    }

    private static JspectProcess.Result show(Path file, String... more) {
        String[] arguments = new String[more.length + 4];
        System.arraycopy(new String[] {"show", file.toString(), "-t", "read"}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return JspectHere.run(arguments);
    }

    /** What lies where the symbols of a build should may be of another, or no such file. */
    @Test
    void namesOfAnotherBuildAreNotTaken() throws IOException {
        Path other = BelowLibrary.compiled(
                Files.createDirectories(directory.resolve("other")), List.of("-O0", "-Wl,--build-id"));
        Path cache = directory.resolve("cache");
        Path kept = Files.createDirectories(cache.resolve(buildId)).resolve("debuginfo");
        Map<String, String> environment =
                Map.of("DEBUGINFOD_URLS", "http://127.0.0.1:1", "DEBUGINFOD_CACHE_PATH", cache.toString());
        byte[] whole = Files.readAllBytes(symbols);
        byte[] mangled = whole.clone();
        for (int i = 64; i < mangled.length; i += 7) {
            mangled[i] ^= 0x55;
        }
        for (byte[] content :
                List.of(Files.readAllBytes(other), Arrays.copyOf(whole, whole.length / 2), mangled, new byte[] {1})) {
            Files.write(kept, content);

            JspectProcess.Result result = frames(environment);

            assertEquals(0, result.exitCode(), result.err());
            assertTrue(result.out().matches(NAMELESS), result.out());
            assertFalse(result.out().contains("known_"), result.out());
        }
    }

    @Test
    void whatADistributionLeavesInALibraryNamesIt() throws IOException {
        Path other = Files.createDirectory(directory.resolve("other"));
        Path library = BelowLibrary.compiled(other, List.of("-O2", "-fvisibility=hidden", "-Wl,--build-id"));
        BelowLibrary.leaveNames(library, BelowLibrary.stripped(library, other.resolve("names")));
        try (TargetJvm named = TargetJvm.start(Jdks.current(), Below.class, library.toString())) {
            String[] command = {"frames", String.valueOf(named.pid()), "--native", "-t", "read"};

            assertEquals(
                    "",
                    Await.until(
                            PATIENCE,
                            () -> JspectHere.run(command).out().contains(NAMED),
                            () -> JspectHere.run(command).out()));
        }
    }
}
