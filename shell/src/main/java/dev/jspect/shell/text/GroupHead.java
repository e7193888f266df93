// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.threads.AwaitedLock;
import dev.jspect.shell.threads.LockRef;
import dev.jspect.shell.threads.ThreadGroups;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.io.IOException;
import java.util.List;

/** Writes who the threads of a group are and what they wait for. */
final class GroupHead {
    private static final int INDENT = 2;

    private final StyledText text;
    private final LockPhrase phrase;

    GroupHead(StyledText text, LockPhrase phrase) {
        this.text = text;
        this.phrase = phrase;
    }

    void write(ThreadGroups.Group group) throws IOException {
        names(group.names());
        AwaitedLock awaited = group.threads().get(0).waitingOn();
        LockRef lock = awaited == null ? null : awaited.lock();
        if (awaited != null && lock != null) {
            text.padTo(INDENT);
            phrase.awaited(sameObject(group) ? awaited : withoutObject(awaited, lock));
            if (sameObject(group)) {
                phrase.holder(awaited);
            }
            text.endLine();
        }
    }

    private static boolean sameObject(ThreadGroups.Group group) {
        String first = object(group.threads().get(0));
        for (ThreadSnapshot thread : group.threads()) {
            if (!first.equals(object(thread))) {
                return false;
            }
        }
        return true;
    }

    private static String object(ThreadSnapshot thread) {
        AwaitedLock awaited = thread.waitingOn();
        LockRef lock = awaited == null ? null : awaited.lock();
        return lock == null ? "" : lock.label();
    }

    private static AwaitedLock withoutObject(AwaitedLock awaited, LockRef lock) {
        return new AwaitedLock(awaited.kind(), new LockRef(lock.className(), null, null), 0);
    }

    private void names(List<String> names) throws IOException {
        text.padTo(INDENT);
        for (int i = 0; i < names.size(); i++) {
            String name = SafeText.of(names.get(i));
            String shown = CellWidth.clip(name, Math.max(32, text.width() - 4));
            if (i > 0) {
                text.add(",");
                if (text.fits(CellWidth.of(shown) + 2)) {
                    text.add(" ");
                } else {
                    text.endLine();
                    text.padTo(INDENT);
                }
            }
            text.addSafe(Kind.THREAD_NAME, shown.isEmpty() ? "\"\"" : shown);
        }
        text.endLine();
    }
}
