// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.threads.AwaitedLock;
import dev.jspect.shell.threads.LockHolders;
import dev.jspect.shell.threads.ThreadSnapshot;
import dev.jspect.shell.values.Blocker;
import dev.jspect.shell.values.DocumentIds;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a thread waits for and who keeps it waiting: as the dump tells, or, where that does not, as it reads from the
 * object that the thread is parked for.
 */
final class WaitLine {
    private static final int INDENT = 2;

    private final StyledText text;
    private final LockHolders holders;
    private final LockPhrase phrase;
    private final DocumentIds ids;

    WaitLine(StyledText text, LockHolders holders, LockPhrase phrase, DocumentIds ids) {
        this.text = text;
        this.holders = holders;
        this.phrase = phrase;
        this.ids = ids;
    }

    /** Writes a line, or none. */
    void write(ThreadSnapshot thread) throws IOException {
        AwaitedLock awaited = thread.waitingOn();
        ValueTree blocker = thread.blocker();
        if (awaited != null && awaited.lock() != null) {
            text.padTo(INDENT);
            phrase.awaited(awaited);
            if (holders.holderOf(awaited) != null) {
                phrase.holder(awaited);
            } else if (awaited.kind() == AwaitedLock.Kind.PARK) {
                words(blocker);
            }
            text.endLine();
        } else if (awaited == null && blocker != null && blocker.className != null) {
            // A virtual thread, or one that has moved on since the dump.
            text.padTo(INDENT).add("parked for ").add(Kind.LOCK, blocker.className);
            words(blocker);
            text.endLine();
        }
    }

    private void words(@Nullable ValueTree parkedFor) throws IOException {
        Blocker blocker = parkedFor == null ? null : Blocker.of(parkedFor, ids);
        if (blocker != null) {
            phrase.because(blocker.how(), blocker.thread());
        }
    }
}
