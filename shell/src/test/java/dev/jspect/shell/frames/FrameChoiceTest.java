// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSnapshot;
import dev.jspect.shell.threads.Threads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameChoiceTest {
    private static ThreadDump dump(String... names) {
        List<ThreadSnapshot> threads = new ArrayList<>();
        for (String name : names) {
            threads.add(Threads.thread(threads.size() + 1, name, null, List.of()));
        }
        return new ThreadDump(Instant.EPOCH, "VM", threads, List.of(), false);
    }

    private static String chosen(String typed, ThreadDump dump, boolean byPart) throws NoSuchFrameException {
        FrameChoice.Chosen chosen = FrameChoice.parse(typed).in(dump, byPart);
        return chosen.thread().name() + " " + chosen.depth();
    }

    private static @Nullable String failure(String typed, ThreadDump dump) {
        return assertThrows(
                        NoSuchFrameException.class,
                        () -> FrameChoice.parse(typed).in(dump, false))
                .getMessage();
    }

    @Test
    void splitsAtTheLastColonBeforeANumber() {
        assertEquals(new FrameChoice("worker-1", 3), FrameChoice.parse("worker-1:3"));
        assertEquals(new FrameChoice("#21", 0), FrameChoice.parse("#21:0"));
        assertEquals(new FrameChoice("a:b:1", 12), FrameChoice.parse("a:b:1:12"));
        assertEquals(new FrameChoice("worker-1:x", null), FrameChoice.parse("worker-1:x"));
        assertNull(FrameChoice.parse("worker-1").depth());
    }

    @Test
    void choosesTheOneThreadThatFits() throws NoSuchFrameException {
        ThreadDump dump = dump("main", "worker-1", "pool:1");

        assertEquals("worker-1 2", chosen("w*:2", dump, false));
        assertEquals("worker-1 null", chosen("#2", dump, false));
        assertEquals("worker-1 4", chosen("orker:4", dump, true));
        assertEquals("pool:1 null", chosen("pool:1", dump, false));
        assertEquals("pool:1 0", chosen("pool:1:0", dump, false));
    }

    @Test
    void listsThoseThatFit() {
        ThreadDump dump = dump("main", "worker-1", "worker-2", "jspect-session");

        assertEquals("2 threads fit 'worker-*': \"worker-1\" #2, \"worker-2\" #3", failure("worker-*:1", dump));
        assertEquals("no thread fits 'orker': \"main\" #1, \"worker-1\" #2, \"worker-2\" #3", failure("orker", dump));
    }
}
