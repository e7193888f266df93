// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one circle of the dump's last section, which names threads only by their names:
 *
 * <pre>
 * "red":
 *   waiting to lock monitor 0x00007fe4 (object 0x000000069e, a pkg.Type),
 *   which is held by "blue"
 * </pre>
 */
final class DeadlockText {
    private static final String HELD_BY = "  which is held by \"";

    private final String text;
    private final LineCursor lines;
    private final List<ThreadSnapshot> threads;

    DeadlockText(String text, LineCursor lines, List<ThreadSnapshot> threads) {
        this.text = text;
        this.lines = lines;
        this.threads = threads;
    }

    /** Reads from the circle's headline up to the stacks that repeat those of the dump. */
    Deadlock read() {
        List<Deadlock.Member> members = new ArrayList<>();
        String name = null;
        AwaitedLock waitsFor = null;
        String heldBy = null;
        while (lines.advance() && !lines.startsWith("Java stack information for")) {
            if (lines.startsWith("\"")) {
                add(members, name, waitsFor, heldBy);
                name = quoted(lines.start() + 1, "\":\n  waiting ", 2);
                waitsFor = null;
                heldBy = null;
            } else if (lines.startsWith("  waiting to lock ")) {
                waitsFor = awaited(AwaitedLock.Kind.MONITOR_ENTER, "(object ");
            } else if (lines.startsWith("  waiting for ownable synchronizer ")) {
                waitsFor = awaited(AwaitedLock.Kind.PARK, "synchronizer ");
            } else if (lines.startsWith(HELD_BY)) {
                heldBy = quoted(lines.start() + HELD_BY.length(), "\"\n", 1);
            }
        }
        add(members, name, waitsFor, heldBy);
        return new Deadlock(withHolders(members));
    }

    private void add(
            List<Deadlock.Member> members,
            @Nullable String name,
            @Nullable AwaitedLock waitsFor,
            @Nullable String heldBy) {
        if (name != null) {
            members.add(new Deadlock.Member(idOf(name, waitsFor), name, waitsFor, heldBy, 0));
        }
    }

    /** A name may hold newlines: it ends where the text that must follow it begins. Goes on behind its last line. */
    private String quoted(int from, String follows, int newlineAt) {
        int quote = text.indexOf(follows, from);
        if (quote < 0) {
            return text.substring(from, lines.end());
        }
        lines.skipTo(quote + newlineAt);
        return text.substring(from, quote);
    }

    private AwaitedLock awaited(AwaitedLock.Kind kind, String beforeAddress) {
        String line = lines.line();
        int at = line.indexOf(beforeAddress);
        String address = at < 0 ? null : LockText.address(line, at + beforeAddress.length());
        return new AwaitedLock(kind, new LockRef(LockText.className(line), address, null), 0);
    }

    /** The thread of that name which waits for that very object: names are not unique. */
    private long idOf(String name, @Nullable AwaitedLock waitsFor) {
        LockRef lock = waitsFor == null ? null : waitsFor.lock();
        String address = lock == null ? null : lock.address();
        for (ThreadSnapshot thread : threads) {
            AwaitedLock awaited = thread.waitingOn();
            if (address != null
                    && awaited != null
                    && awaited.lock() != null
                    && address.equals(awaited.lock().address())
                    && name.equals(thread.name())) {
                return thread.id();
            }
        }
        return 0;
    }

    /** The circle is told in order: the holder is the next one. */
    private static List<Deadlock.Member> withHolders(List<Deadlock.Member> members) {
        List<Deadlock.Member> known = new ArrayList<>(members.size());
        for (int i = 0; i < members.size(); i++) {
            Deadlock.Member member = members.get(i);
            Deadlock.Member next = members.get((i + 1) % members.size());
            long holder = next.name().equals(member.heldBy()) ? next.id() : 0;
            known.add(new Deadlock.Member(member.id(), member.name(), member.waitsFor(), member.heldBy(), holder));
        }
        return known;
    }
}
