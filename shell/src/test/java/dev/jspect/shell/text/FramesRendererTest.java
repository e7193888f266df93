// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.shell.locals.FrameLocals;
import dev.jspect.shell.threads.Dumps;
import dev.jspect.shell.threads.StackFrame;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSelector;
import dev.jspect.shell.threads.ThreadSnapshot;
import dev.jspect.shell.threads.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with the texts in {@code src/test/resources/golden}; {@code -Djspect.golden=write} writes them anew. */
class FramesRendererTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @ParameterizedTest
    @CsvSource({"8, 80", "11, 200", "17, 80", "21, 200", "25, 80", "25, 200"})
    void showsPlatformThreads(int jdk, int width) throws IOException {
        golden("frames-" + jdk + "-" + width, rendered(Dumps.platform(jdk), Style.PLAIN, width));
    }

    @ParameterizedTest
    @ValueSource(ints = {21, 25})
    void showsVirtualThreads(int jdk) throws IOException {
        golden("frames-" + jdk + "-virtual", rendered(Dumps.virtual(jdk), Style.PLAIN, 100));
    }

    @Test
    void showsColours() throws IOException {
        golden("frames-25-colour", rendered(Dumps.virtual(25), Style.ANSI, 100));
    }

    @Test
    void showsGroups() throws IOException {
        ThreadDump dump = Dumps.platform(25);
        StringBuilder out = new StringBuilder();

        new FramesRenderer(Style.PLAIN, 80).renderGroups(dump, dump.javaThreads(), out);

        golden("groups-25", out.toString());
    }

    @Test
    void findsHoldersThatAreNotShown() throws IOException {
        ThreadDump dump = Dumps.platform(17);
        List<ThreadSnapshot> one =
                new ThreadSelector(List.of("monitor-contender-1")).select(dump).threads();
        StringBuilder out = new StringBuilder();

        new FramesRenderer(Style.PLAIN, 120).render(dump, one, out);

        assertTrue(out.indexOf("held by \"monitor-holder\"") > 0, out.toString());
        assertTrue(out.indexOf("1 of 48 threads: 1 BLOCKED") > 0, out.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 80, 200})
    void neverCutsClassOrMethodNames(int width) throws IOException {
        ThreadDump dump = Dumps.virtual(25);

        String text = rendered(dump, Style.PLAIN, width);

        for (ThreadSnapshot thread : dump.javaThreads()) {
            for (StackFrame frame : thread.frames()) {
                assertTrue(text.contains("  at " + frame.className() + "." + frame.methodName()), frame.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 11, 17, 21, 25})
    void sendsNothingThatDrivesTheTerminal(int jdk) throws IOException {
        String text = rendered(Dumps.platform(jdk), Style.PLAIN, 80);

        for (String line : text.split("\n", -1)) {
            assertEquals(SafeText.of(line), line);
            assertFalse(line.endsWith(" "), line);
        }
    }

    @Test
    void numbersFramesWhereVariablesAreShown() throws IOException {
        FrameLocals locals = new FrameLocals(List.of(), null);
        ThreadSnapshot thread = Threads.thread(
                7,
                "worker",
                Thread.State.RUNNABLE,
                List.of(frame(0, null), frame(1, null), frame(2, locals), frame(10, locals)));
        ThreadDump dump = new ThreadDump(Instant.EPOCH, "VM", List.of(thread), List.of(), false);
        StringBuilder all = new StringBuilder();
        StringBuilder one = new StringBuilder();

        FramesRenderer renderer = new FramesRenderer(Style.PLAIN, 80, false, true);
        renderer.render(dump, List.of(thread), all);
        renderer.renderFrame(thread, 2, one);

        assertTrue(all.toString().endsWith("""
                   0 at a.B.c(B.java:3)
                  ... 1 frame
                   2 at a.B.c(B.java:3)
                  10 at a.B.c(B.java:3)
                """), all.toString());
        assertEquals("   2 at a.B.c(B.java:3)\n", one.toString());
    }

    private static StackFrame frame(int depth, @Nullable FrameLocals locals) {
        return new StackFrame(depth, "a.B", "c", "()V", "B.java", 3, false, null, null, List.of(), 0, locals, null);
    }

    private static String rendered(ThreadDump dump, Style style, int width) throws IOException {
        StringBuilder out = new StringBuilder();
        new FramesRenderer(style, width).render(dump, dump.javaThreads(), out);
        return out.toString();
    }

    private static void golden(String name, String actual) throws IOException {
        Path file = GOLDEN.resolve(name + ".txt");
        if ("write".equals(System.getProperty("jspect.golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, actual);
        }
        assertEquals(Files.readString(file), actual, name);
    }
}
