// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.cli.json.Schemas;
import dev.jspect.target.Blocking;
import dev.jspect.target.Secretive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code record} and {@code show}: what was seen is shown later as it would have been then. */
final class RecordIT {
    private static final String PEOPLE = "\\[[0-9;]*m";

    @TempDir
    private Path directory;

    @TempDir(factory = VarTmp.class)
    private Path shared;

    private Path file() {
        return directory.resolve("moment.jspect");
    }

    private JspectProcess.Result show(String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "show";
        arguments[1] = file().toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return JspectHere.run(arguments);
    }

    private JspectProcess.Result record(TargetJvm target, String... more) {
        String[] arguments = new String[more.length + 4];
        arguments[0] = "record";
        arguments[1] = String.valueOf(target.pid());
        arguments[2] = "-o";
        arguments[3] = file().toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        return JspectHere.run(arguments);
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void showsLaterWhatFramesWouldHaveShown(Jdks.Jdk jdk) throws IOException {
        String then;
        try (TargetJvm target = TargetJvm.start(jdk, Blocking.class)) {
            String[] frames = {"frames", String.valueOf(target.pid()), "-ll", "--context", "--native"};
            // A thread that is on its way yet is elsewhere a moment later.
            assertEquals(
                    "",
                    Await.until(
                            Duration.ofSeconds(30),
                            () -> steady(JspectHere.run(frames).out())
                                    .equals(steady(JspectHere.run(frames).out())),
                            () -> JspectHere.run(frames).out()));
            then = JspectHere.run(frames).out();

            JspectProcess.Result recorded = record(target);

            assertEquals(0, recorded.exitCode(), recorded.err());
            assertTrue(recorded.err().contains("jspect: recorded a moment of " + target.pid()), recorded.err());
            EvalIT.assertNothingLeft(target);
        }
        JspectProcess.Result shown = show();

        assertEquals(0, shown.exitCode(), shown.err());
        assertEquals(steady(then), steady(shown.out()));
        assertEquals(
                "", Schemas.violations("frames", show("-j").out()), show("-j").out());
        assertEquals(
                "",
                Schemas.violations("context", show("context", "-j").out()),
                show("context", "-j").out());
        assertTrue(
                show("threads", "-t", "pipe").out().matches("(?s).*#[0-9]+  pipe .*"),
                show("threads").out());
        assertEquals(
                PosixFilePermissions.fromString("rw-------"),
                Files.getPosixFilePermissions(file()),
                "of a file with what others should not see");
    }

    /** Without times, and what runs now and then. */
    private static String steady(String shown) {
        return shown.replaceAll(PEOPLE, "")
                .replaceAll(" ?· (cpu|up) [^·\n]*", "")
                .replaceAll("0x[0-9a-f]+", "0x")
                .replaceAll("#[0-9]+", "#")
                .replaceAll(
                        "(?s)\"(Attach Listener|Signal Dispatcher|Reference Handler|Common-Cleaner|Finalizer)\".*?\n\n",
                        "")
                .replaceAll("[0-9]+ threads: .*|[0-9]+ threads? of the VM.*", "");
    }

    @Test
    void secretsAreNotEvenInTheFile() throws IOException {
        try (TargetJvm target =
                TargetJvm.on(Jdks.current()).with("-Dshop.secret=canary-7391").start(Secretive.class.getName())) {
            assertEquals(0, record(target).exitCode());
        }
        try (ZipFile zip = new ZipFile(file().toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                assertFalse(new String(bytes, StandardCharsets.ISO_8859_1).contains("canary"), entry.getName());
            }
        }
        assertTrue(show("-t", "holder").out().contains("plain-word"), show().out());
        assertTrue(show("-t", "holder").out().contains("[redacted]"), show().out());
    }

    @Test
    void anotherUserReadsItWithoutTheTarget() throws IOException {
        OtherUsers users = OtherUsers.in(shared);
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Secretive.class)) {
            assertEquals(0, record(target).exitCode());
        }
        Path given = users.copy(file(), "given.jspect");
        Files.setPosixFilePermissions(given, PosixFilePermissions.fromString("rw-r--r--"));

        JspectProcess.Result shown = users.jspect(OtherUsers.AS_NOBODY, "show", given.toString(), "-t", "holder");

        assertEquals(0, shown.exitCode(), shown.err());
        assertTrue(shown.out().matches("(?s).* plain +=  *\"plain-word\"\n.*"), shown.out());
    }

    @Test
    void aSeriesThatIsInterruptedIsKept() throws IOException, InterruptedException {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Blocking.class);
                RunningTool tool = RunningTool.start(
                        directory,
                        "record",
                        String.valueOf(target.pid()),
                        "-o",
                        file().toString(),
                        "--every",
                        "100ms",
                        "--count",
                        "100000")) {
            assertEquals(
                    "",
                    Await.until(
                            Duration.ofSeconds(30),
                            () -> Files.exists(file()) && Files.size(file()) > 20_000,
                            tool::err));
            tool.signal("INT");
            tool.awaitExit();

            assertTrue(tool.err().contains("jspect: recorded "), tool.err());
            EvalIT.assertNothingLeft(target);
        }
        JspectProcess.Result diff = show("--diff");
        assertEquals(0, diff.exitCode(), diff.err());
        assertTrue(diff.out().contains("threads stand where they stood"), diff.out());
        assertTrue(diff.err().matches("(?s).*moment [0-9]+ of [0-9]+\n"), diff.err());
        assertEquals(0, show("--moment", "1").exitCode());
        assertEquals(2, show("--moment", "100000").exitCode());
    }

    @Test
    void whatIsNoRecordingIsNamed() throws IOException {
        assertRefused("there is no file", show());
        Files.write(file(), new byte[] {1, 2, 3});
        assertRefused("is no recording of jspect, or not all of one", show());
        Files.delete(file());
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Secretive.class)) {
            assertEquals(0, record(target).exitCode());
            assertRefused("exists already", record(target));
            JspectProcess.Result nowhere = JspectHere.run(
                    "record",
                    String.valueOf(target.pid()),
                    "-o",
                    directory.resolve("none/x").toString());
            assertEquals(4, nowhere.exitCode(), nowhere.err());
            assertTrue(nowhere.err().contains("there is no directory " + directory.resolve("none")), nowhere.err());
        }
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(whole, whole.length - 40));
        assertRefused("is no recording of jspect, or not all of one", show());
        zip("{\"format\":2,\"madeBy\":\"9.0\",\"pid\":1,\"name\":\"x\"}");
        assertRefused("it is of format 2, made by jspect 9.0", show());
        zip("{\"format\":1,\"madeBy\":\"\\u001b[31m\",\"pid\":1,\"name\":\"\\u001b]0;x\\u0007\"}");
        assertRefused("has no moment 0", show());
        zip("[1");
        assertRefused("is no recording of jspect, or not all of one", show());
    }

    private void zip(String about) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
            zip.putNextEntry(new ZipEntry("about.json"));
            zip.write(about.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
    }

    private static void assertRefused(String why, JspectProcess.Result result) {
        assertEquals(2, result.exitCode(), result.out() + result.err());
        assertTrue(result.err().contains(why), result.err());
        assertFalse(result.err().contains("\u001b"), result.err());
    }
}
