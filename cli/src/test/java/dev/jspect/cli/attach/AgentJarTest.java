// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.cli.failure.JspectException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jspects that attach to one target, which is this JVM, at the same time: their jar has the same path. */
final class AgentJarTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final byte[] JAR = new byte[20_000];

    private final JvmProcess target = thisJvm();
    private final Path directory = Path.of("/tmp/.jspect-" + target.nsPid() + "-" + target.startTicks());

    private static JvmProcess thisJvm() {
        JvmProcess self = JvmProcesses.find((int) ProcessHandle.current().pid());
        assertNotNull(self);
        return self;
    }

    @BeforeEach
    @AfterEach
    void nothingIsThere() {
        assertFalse(Files.exists(directory));
    }

    @Test
    void eachOfManyFindsItsJarWhole() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger loaded = new AtomicInteger();
        Looking channel = new Looking(() -> {
            assertEquals(1, inside.incrementAndGet());
            assertArrayEquals(JAR, Files.readAllBytes(directory.resolve("doorway.jar")));
            loaded.incrementAndGet();
            inside.decrementAndGet();
        });
        ExecutorService jspects = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                all.add(jspects.submit(() -> AgentJar.load(target, channel, Deadline.after(LIMIT), JAR, "")));
            }
            for (Future<?> one : all) {
                one.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            throw new AssertionError("after " + loaded + " that went well", e.getCause());
        } finally {
            jspects.shutdownNow();
            assertTrue(jspects.awaitTermination(LIMIT.toSeconds(), TimeUnit.SECONDS));
        }
        assertEquals(300, loaded.get());
    }

    @Test
    void oneThatWasKilledIsInNobodysWay() throws Exception {
        Files.createDirectory(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.write(directory.resolve("doorway.jar"), new byte[100]);
        Files.createFile(directory.resolve("lock"));
        AtomicInteger loaded = new AtomicInteger();
        Looking channel = new Looking(() -> {
            assertArrayEquals(JAR, Files.readAllBytes(directory.resolve("doorway.jar")));
            loaded.incrementAndGet();
        });

        AgentJar.load(target, channel, Deadline.after(LIMIT), JAR, "");

        assertEquals(1, loaded.get());
    }

    @Test
    void oneThatHangsIsNamedInTime() throws Exception {
        Files.createDirectory(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path lock = directory.resolve("lock");
        try (FileChannel held = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertNotNull(held.lock());
            Looking channel = new Looking(() -> {
                throw new AssertionError("loaded");
            });

            JspectException failure = assertThrows(
                    JspectException.class,
                    () -> AgentJar.load(target, channel, Deadline.after(Duration.ofMillis(50)), JAR, ""));

            assertEquals("gave up while waiting for another jspect that is attaching to it", failure.why());
        } finally {
            Files.delete(lock);
            Files.delete(directory);
        }
    }

    private interface Look {
        void look() throws IOException;
    }

    /** A target that looks at what it is told to load. */
    private final class Looking implements AttachChannel {
        private final Look look;

        Looking(Look look) {
            this.look = look;
        }

        @Override
        public JvmProcess target() {
            return target;
        }

        @Override
        public String execute(Deadline deadline, String operation, String... arguments) {
            throw new UnsupportedOperationException(operation);
        }

        @Override
        public void loadJavaAgent(Deadline deadline, String jar, String options) {
            assertEquals(directory + "/doorway.jar", jar);
            try {
                look.look();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
