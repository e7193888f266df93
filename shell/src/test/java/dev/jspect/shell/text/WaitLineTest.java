// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import static dev.jspect.shell.values.Trees.number;
import static dev.jspect.shell.values.Trees.object;
import static dev.jspect.shell.values.Trees.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.threads.AwaitedLock;
import dev.jspect.shell.threads.LockHolders;
import dev.jspect.shell.threads.LockRef;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.Threads;
import dev.jspect.shell.values.DocumentIds;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WaitLineTest {
    private static final String LOCK = "java.util.concurrent.locks.ReentrantLock$NonfairSync";
    private static final ValueTree HELD =
            object(LOCK, 1, "exclusiveOwnerThread", object("java.lang.VirtualThread", 2, "name", text("holder\u001b")));
    private static final AwaitedLock PARKED =
            new AwaitedLock(AwaitedLock.Kind.PARK, new LockRef(LOCK, "0x69dc00a18", null), 0);

    @Test
    void namesAnOwnerThatTheDumpDoesNot() throws IOException {
        assertEquals("  parked for " + LOCK + " 0x69dc00a18, held by \"holder\\e\"\n", shown(200, PARKED, HELD));
        assertEquals("  parked for " + LOCK + " 0x69dc00a18,\n    held by \"holder\\e\"\n", shown(80, PARKED, HELD));
    }

    @Test
    void tellsWhatAThreadIsParkedForThatTheDumpLeavesOut() throws IOException {
        ValueTree task = object("java.util.concurrent.FutureTask", 1, "state", number(0), "runner", ValueTree.ofNull());

        assertEquals("  parked for java.util.concurrent.FutureTask, which no thread runs yet\n", shown(80, null, task));
        assertEquals("  parked for com.shop.Gate\n", shown(80, null, object("com.shop.Gate", 1)));
    }

    @Test
    void saysNothingMoreWhereNothingIsKnown() throws IOException {
        assertEquals("  parked for " + LOCK + " 0x69dc00a18\n", shown(80, PARKED, null));
        assertEquals("", shown(80, null, null));
    }

    private static String shown(int width, @Nullable AwaitedLock awaited, @Nullable ValueTree blocker)
            throws IOException {
        StringBuilder out = new StringBuilder();
        StyledText styled = new StyledText(out, Style.PLAIN, width);
        LockHolders holders = new LockHolders(new ThreadDump(Instant.EPOCH, "", List.of(), List.of(), false));
        DocumentIds ids = DocumentIds.of(blocker == null ? List.of() : List.of(blocker));
        new WaitLine(styled, holders, new LockPhrase(styled, holders, 2), ids).write(Threads.waiter(awaited, blocker));
        return out.toString();
    }
}
