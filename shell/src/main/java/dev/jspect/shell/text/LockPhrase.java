// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.threads.AwaitedLock;
import dev.jspect.shell.threads.HeldLock;
import dev.jspect.shell.threads.LockHolders;
import dev.jspect.shell.threads.LockRef;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Says in words what a thread waits for, who holds it, and what is locked. */
final class LockPhrase {
    private final StyledText text;
    private final LockHolders holders;
    private final int indent;

    /**
     * Writes phrases into lines.
     *
     * @param indent where the next line begins when a phrase does not fit into one
     */
    LockPhrase(StyledText text, LockHolders holders, int indent) {
        this.text = text;
        this.holders = holders;
        this.indent = indent;
    }

    /** Writes a thread as {@code "name" #12}; the number is left out where it is not known. */
    void thread(String name, long id) throws IOException {
        text.addSafe(Kind.THREAD_NAME, quoted(name));
        if (id != 0) {
            text.add(" ").add(Kind.NUMBER, "#".concat(Long.toString(id)));
        }
    }

    /** The name in quotes, clipped inside them where it would take the whole line. */
    String quoted(String name) {
        String quoted = SafeText.quoted(name);
        int most = Math.max(32, text.width() - 24);
        return CellWidth.of(quoted) <= most
                ? quoted
                : CellWidth.clip(quoted, most - 1).concat("\"");
    }

    /** Writes what is awaited. */
    void awaited(AwaitedLock awaited) throws IOException {
        LockRef lock = awaited.lock();
        text.add(verb(awaited));
        if (lock == null) {
            text.add(Kind.DIM, "an object the JVM does not name");
        } else {
            lock(lock);
        }
    }

    private static String verb(AwaitedLock awaited) {
        return switch (awaited.kind()) {
            case MONITOR_ENTER -> "waits to lock ";
            case MONITOR_REENTER -> "was notified, waits to lock again ";
            case OBJECT_WAIT -> "waits to be notified on ";
            case CLASS_INITIALIZATION -> "waits for the initialization of ";
            case PARK -> "parked for ";
        };
    }

    /** Writes who holds it, where the dump tells. */
    void holder(AwaitedLock awaited) throws IOException {
        ThreadSnapshot holder = holders.holderOf(awaited);
        if (holder != null) {
            heldBy(holder.name(), holder.id());
        }
    }

    /** Writes the holder, on a line of its own where it does not fit. */
    void heldBy(String name, long id) throws IOException {
        text.add(",");
        int cells = " held by ".length() + CellWidth.of(quoted(name)) + 8;
        if (text.fits(cells)) {
            text.add(" ");
        } else {
            text.endLine();
            text.padTo(indent + 2);
        }
        text.add("held by ");
        thread(name, id);
    }

    /** Writes what keeps the thread waiting, on a line of its own where it does not fit. */
    void because(String how, @Nullable String threadName) throws IOException {
        text.add(",");
        int cells = 1 + how.length() + (threadName == null ? 0 : 1 + CellWidth.of(quoted(threadName)));
        if (text.fits(cells)) {
            text.add(" ");
        } else {
            text.endLine();
            text.padTo(indent + 2);
        }
        text.add(how);
        if (threadName != null) {
            text.add(" ");
            thread(threadName, 0);
        }
    }

    /** Writes a lock that a frame took. */
    void held(HeldLock held, boolean withAddress) throws IOException {
        text.add(
                switch (held.how()) {
                    case HELD -> "locked ";
                    case RELEASED_IN_WAIT -> "gave up while waiting ";
                    case ELIMINATED -> "needed no lock on ";
                });
        if (withAddress) {
            lock(held.lock());
        } else {
            text.add(Kind.LOCK, held.lock().className());
        }
    }

    void lock(LockRef lock) throws IOException {
        text.add(Kind.LOCK, lock.label().isEmpty() ? "an object the JVM does not name" : lock.label());
    }
}
