// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class JvmProcessesTest {
    private static final String LIBJVM = "/opt/jdk/lib/server/libjvm.so";

    @TempDir
    private Path directory;

    @Test
    void listsAJvmByItsCounters() {
        FakeProc machine = new FakeProc(directory);
        machine.process(70, "java", "-Xmx64m", "-Dgreeting=hello", "dev.jspect.target.OrderService", "one", "two");
        machine.maps(70, LIBJVM);
        machine.counters(70, Recorded.counters(25));

        List<JvmProcess> jvms = machine.list().all();

        assertEquals(1, jvms.size());
        JvmProcess jvm = jvms.get(0);
        assertEquals("OrderService", jvm.name());
        assertEquals(25, jvm.feature());
        assertEquals("me", jvm.user());
        assertEquals(10_000, jvm.uptimeMs());
        assertTrue(jvm.attachable());
    }

    @Test
    void listsAJvmWithoutCountersByItsLibrary() {
        FakeProc machine = new FakeProc(directory);
        machine.process(70, "java", "app.Main");
        machine.maps(70, "/lib/libc.so.6", LIBJVM);

        JvmProcess jvm = machine.list().all().get(0);

        assertEquals("Main", jvm.name());
        assertEquals("/opt/jdk", jvm.javaHome());
        assertNull(jvm.javaVersion());
    }

    @Test
    void leavesOutItselfAndWhatIsNoJvm() {
        FakeProc machine = new FakeProc(directory);
        machine.maps(FakeProc.SELF, LIBJVM);
        machine.process(70, "java-like");
        machine.maps(70, "/lib/libc.so.6");
        machine.process(71, "java");
        machine.maps(71, "/lib/not-libjvm.so.txt");

        assertEquals(List.of(), machine.list().all());
    }

    @Test
    void ignoresTheCountersOfAnEarlierProcessOfTheSameId() {
        FakeProc machine = new FakeProc(directory);
        machine.process(70, "sleep", "60");
        machine.maps(70, "/lib/libc.so.6");
        machine.counters(70, Recorded.counters(25));

        assertEquals(List.of(), machine.list().all());
    }

    @Test
    void ignoresTheCountersOfAProcessThatHasGone() {
        FakeProc machine = new FakeProc(directory);
        machine.counters(70, Recorded.counters(25));

        assertEquals(List.of(), machine.list().all());
    }

    @Test
    void listsAStrangersJvmWithTheReasonWhyItCannotBeAttachedTo() {
        FakeProc machine = new FakeProc(directory);
        int stranger = 4711;
        machine.process(FakeProc.SELF, 'R', 1, 10, "java");
        machine.process(70, 'S', stranger, 10, "/usr/bin/java", "-cp", "x", "app.Main");

        JvmProcess jvm = machine.list().all().get(0);

        assertEquals("Main", jvm.name());
        assertEquals("other", jvm.user());
        assertFalse(jvm.attachable());
        assertEquals("it runs as user other", jvm.reason());
    }

    @Test
    @Timeout(10)
    void opensNothingButPlainFilesOfTheProcessesUser() throws IOException, InterruptedException {
        FakeProc machine = new FakeProc(directory);
        machine.process(70, "java", "app.Main");
        machine.maps(70, LIBJVM);
        machine.process(71, "java", "app.Main");
        machine.maps(71, LIBJVM);
        Path fifo = machine.counters(70, new byte[0]);
        Files.delete(fifo);
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        Files.createSymbolicLink(fifo.resolveSibling("71"), Path.of("/dev/zero"));

        List<JvmProcess> jvms = machine.list().all();

        assertEquals(2, jvms.size());
        assertNull(jvms.get(0).javaVersion());
        assertNull(jvms.get(1).javaVersion());
    }

    @Test
    void ignoresCountersInADirectoryThatIsALink() throws IOException {
        FakeProc machine = new FakeProc(directory);
        machine.process(70, "java", "app.Main");
        machine.maps(70, LIBJVM);
        Path real = machine.counters(70, Recorded.counters(25)).getParent();
        Files.move(real, directory.resolve("elsewhere"));
        Files.createSymbolicLink(machine.tmp.resolve("hsperfdata_me"), directory.resolve("elsewhere"));

        assertNull(machine.list().all().get(0).javaVersion());
    }

    @Test
    void saysThatAStoppedJvmCannotAnswer() {
        FakeProc machine = new FakeProc(directory);
        machine.process(70, 'T', machine.uid(), 10, "java", "app.Main");
        machine.maps(70, LIBJVM);

        JvmProcess jvm = machine.list().all().get(0);

        assertFalse(jvm.attachable());
        assertEquals("it is stopped (state T)", jvm.reason());
    }
}
