// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.jspect.shell.text.FramesRenderer;
import dev.jspect.shell.text.Style;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the other end answers, reading and showing it ends and does not throw. */
class MutatedDumpsTest {
    private static final long SEED = 20261123;
    private static final int ROUNDS = 60;
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String[] PIECES = {
        "\"",
        "\n",
        "\n\n",
        " tid=0x",
        " #",
        "<",
        ">",
        "(",
        ")",
        ".",
        "/",
        "@",
        "0x",
        "\tat ",
        "\t- locked <",
        "(a ",
        "- parking to wait for  <0x",
        "Found one Java-level deadlock:\n",
        "  which is held by \"",
        "\":\n  waiting ",
        "   Mounted virtual thread #",
        "JNI global refs",
        "99999999999999999999",
        "\ud83d",
        "\u0000",
        "cpu=.ms"
    };

    @Test
    void neverThrowsOnTruncatedOrMutatedDumps() {
        List<String> recorded = new ArrayList<>();
        for (int jdk : Dumps.JDKS) {
            recorded.add(Dumps.text("jdk" + jdk + ".txt"));
        }
        for (int jdk : new int[] {21, 25}) {
            recorded.add(Dumps.text("jdk" + jdk + "-virtual.txt"));
            recorded.add(Dumps.text("jdk" + jdk + "-virtual.dump_to_file.txt"));
        }
        Random random = new Random(SEED);

        assertTimeoutPreemptively(DEADLINE, () -> {
            for (int round = 0; round < ROUNDS; round++) {
                for (String text : recorded) {
                    readAndShow(mutated(text, random));
                }
            }
        });
    }

    @Test
    void readsAMegabyteOfQuotesInTime() {
        String text = "\"\n".repeat(200_000) + "\" #1".repeat(200_000) + "#1 \"\n\n".repeat(100_000);

        assertTimeoutPreemptively(DEADLINE, () -> readAndShow(text));
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        if (random.nextInt(3) == 0) {
            mutated.setLength(random.nextInt(text.length()));
        }
        for (int i = random.nextInt(40); i > 0 && mutated.length() > 0; i--) {
            int at = random.nextInt(mutated.length());
            switch (random.nextInt(3)) {
                case 0 -> mutated.setCharAt(at, (char) random.nextInt(256));
                case 1 -> mutated.insert(at, PIECES[random.nextInt(PIECES.length)]);
                default -> mutated.delete(at, Math.min(mutated.length(), at + random.nextInt(30)));
            }
        }
        return mutated.toString();
    }

    private static void readAndShow(String text) throws IOException {
        ThreadDump dump = HotSpotThreadDumpParser.parse(text, Instant.EPOCH)
                .withVirtualThreads(VirtualThreadDumpParser.parse(text));
        StringBuilder out = new StringBuilder();
        new FramesRenderer(Style.ANSI, 80).render(dump, dump.threads(), out);
        new FramesRenderer(Style.PLAIN, 80).renderGroups(dump, dump.javaThreads(), out);
        assertNotNull(dump.deadlocks());
    }
}
