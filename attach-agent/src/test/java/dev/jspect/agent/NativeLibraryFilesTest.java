// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The native library must be that of the sources beside it: the prebuilt one, and the one in the agent. */
class NativeLibraryFilesTest {
    private static final Path SOURCES = Path.of("src/main/c");
    private static final String PLATFORM = "linux-x86_64/libjspect.so";

    @Test
    void prebuiltLibraryIsNotStale() throws IOException, InterruptedException {
        assertEquals(
                hashOfSources(),
                hashIn(Path.of("src/main/native", PLATFORM)),
                "renew it: sh attach-agent/src/main/c/build.sh --prebuilt \"$JAVA_HOME\"");
    }

    @Test
    void agentCarriesTheLibraryOfTheseSources() throws IOException, InterruptedException {
        assertEquals(hashOfSources(), hashIn(Path.of("target/classes/dev/jspect/agent/native", PLATFORM)));
    }

    @Test
    void continuousIntegrationHasACompiler() throws IOException, InterruptedException {
        boolean needed = "true".equals(System.getenv("CI"));
        Process cc = new ProcessBuilder("sh", "-c", "command -v cc").start();
        boolean found = cc.waitFor() == 0;

        assertTrue(found || !needed, "CI tests a library that was built there: it needs a C compiler");
    }

    /** As build.sh computes it. */
    private static String hashOfSources() throws IOException, InterruptedException {
        Process hash = new ProcessBuilder(
                        "sh", "-c", "cat build.sh ./*.h ./*.c ./hotspot/*.h ./hotspot/*.c | sha256sum | cut -d' ' -f1")
                .directory(SOURCES.toFile())
                .start();
        String text = new String(hash.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertEquals(0, hash.waitFor());
        return text.strip();
    }

    private static String hashIn(Path library) throws IOException {
        String content = Files.readString(library, StandardCharsets.ISO_8859_1);
        int at = content.indexOf("jspect-sources:");
        assertTrue(at >= 0, library + " does not say of which sources it is");
        return content.substring(at + 15, at + 15 + 64);
    }
}
