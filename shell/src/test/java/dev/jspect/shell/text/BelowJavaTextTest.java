// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jspect.shell.natives.NativeFrame;
import dev.jspect.shell.natives.NativeStack;
import dev.jspect.shell.natives.NativeThreads;
import dev.jspect.shell.threads.Dumps;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is said of calls below Java that are of another moment than those of Java. */
class BelowJavaTextTest {
    /** In a native method. */
    private static final ThreadSnapshot THREAD = Dumps.platform(17).javaThreads().stream()
            .filter(thread -> thread.osThreadId() != null
                    && !thread.frames().isEmpty()
                    && thread.frames().get(0).className().equals("java.lang.Object")
                    && thread.frames().get(0).methodName().equals("wait"))
            .findFirst()
            .orElseThrow();

    private static String written(@Nullable String cut, boolean ran, String... symbols) throws IOException {
        List<NativeFrame> frames = Arrays.stream(symbols)
                .map(symbol -> new NativeFrame("/lib/libx.so", null, 16, symbol))
                .toList();
        StringBuilder out = new StringBuilder();
        long number = Objects.requireNonNull(THREAD.osThreadId());
        NativeThreads natives = new NativeThreads(Map.of(), Map.of(number, new NativeStack(frames, ran, cut)));
        new BelowJavaText(new StyledText(out, Style.PLAIN, 80), natives).write(THREAD, THREAD);
        return out.toString();
    }

    @Test
    void whatIsOfOneMomentNeedsNoWord() throws IOException {
        assertEquals("  at a (libx.so)\n  ... b\n", written("b", false, "a"));
    }

    @Test
    void whatRanIsOfALaterMomentAlsoWhereItIsCut() throws IOException {
        assertEquals("  a moment later, while it ran:\n  at a (libx.so)\n", written(null, true, "a"));
        assertEquals("  a moment later, while it ran:\n  at a (libx.so)\n  ... b\n", written("b", true, "a"));
    }

    @Test
    void whatIsInNoFileNeedNotBeJava() throws IOException {
        assertEquals("  a moment later it ran Java, or other code that is in no file\n", written(null, true));
        assertEquals("  ... it blocks signals\n", written("it blocks signals", false));
    }

    @Test
    void callsOfAnotherNativeMethodAreKeptFromItsJavaFrames() throws IOException {
        assertEquals(
                "  a moment later, while it ran:\n  at a (libx.so)\n  at Java_java_lang_Object_wait__J (libx.so)\n",
                written(null, true, "a", "Java_java_lang_Object_wait__J"));
        assertEquals(
                "  a moment later, while it ran:\n  at Java_a_B_c_1d (libx.so)\n  a moment before, in Java:\n",
                written(null, true, "Java_a_B_c_1d"));
    }
}
