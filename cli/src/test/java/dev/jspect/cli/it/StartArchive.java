// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The start-up archive that users have as well ({@code scripts/train}), made once for all tests: without, each command takes twice as long. */
final class StartArchive {
    private static final long LIMIT_SECONDS = 180;

    private static final List<String> OPTIONS = make();

    private StartArchive() {}

    /** Returns the options of the JVM with which {@code scripts/jspect} starts, and the archive's. */
    static List<String> options() {
        return OPTIONS;
    }

    private static List<String> make() {
        Jdks.Jdk jdk = Jdks.current();
        boolean aot = jdk.feature() >= 25;
        Path archive = Path.of("target/start/" + jdk.feature() + "-"
                        + Integer.toHexString(Runtime.version().toString().hashCode()) + (aot ? ".aot" : ".jsa"))
                .toAbsolutePath();
        try (FileChannel lock = lock(archive)) {
            assertTrue(lock.isOpen());
            if (isOfThisBuild(archive)) {
                return options(aot, archive);
            }
            Files.deleteIfExists(archive);
            Process train = new ProcessBuilder(
                            "../scripts/train",
                            jdk.home().toString(),
                            JspectProcess.jar().toString(),
                            archive.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!train.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                train.destroyForcibly();
            }
            if (!Files.exists(archive)) {
                throw new AssertionError("scripts/train has made no " + archive);
            }
        } catch (IOException e) {
            throw new AssertionError("scripts/train cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while training", e);
        }
        return options(aot, archive);
    }

    /** Tests run in several JVMs, and whoever comes first makes it. Held until it is closed. */
    private static FileChannel lock(Path archive) throws IOException {
        Path directory = Files.createDirectories(archive.resolveSibling("lock"));
        FileChannel channel = FileChannel.open(
                directory.resolve(archive.getFileName()), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock();
        return (FileChannel) held.acquiredBy();
    }

    private static boolean isOfThisBuild(Path archive) throws IOException {
        return Files.exists(archive)
                && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(JspectProcess.jar())) > 0;
    }

    private static List<String> options(boolean aot, Path archive) {
        return List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                (aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive);
    }
}
