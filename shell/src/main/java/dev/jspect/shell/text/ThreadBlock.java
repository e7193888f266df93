// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.threads.AwaitedLock;
import dev.jspect.shell.threads.HeldLock;
import dev.jspect.shell.threads.LockHolders;
import dev.jspect.shell.threads.LockRef;
import dev.jspect.shell.threads.StackFrame;
import dev.jspect.shell.threads.ThreadGroups;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.io.IOException;
import java.util.List;

/** Writes one thread, or a group of like ones: a header, what it waits for, its frames. */
final class ThreadBlock {
    private static final int INDENT = 2;
    private static final String LOCK_INDENT = "     - ";

    private final StyledText text;
    private final LockHolders holders;
    private final LockPhrase phrase;
    private final FrameLine frameLine;
    private final FrameLocalsText localsText;
    private final boolean folds;

    ThreadBlock(StyledText text, LockHolders holders, FrameLocalsText localsText, boolean folds) {
        this.text = text;
        this.folds = folds;
        this.holders = holders;
        this.phrase = new LockPhrase(text, holders, INDENT);
        this.frameLine = new FrameLine(text);
        this.localsText = localsText;
    }

    void write(ThreadSnapshot thread) throws IOException {
        phrase.thread(thread.name(), thread.id());
        part(Kind.DIM, thread.virtual() ? "virtual" : thread.daemon() ? "daemon" : "");
        state(thread);
        mount(thread);
        if (thread.cpuMs() != null) {
            part(Kind.DIM, "cpu ".concat(Durations.ofMillis(thread.cpuMs())));
        }
        if (thread.elapsedMs() != null) {
            part(Kind.DIM, "up ".concat(Durations.ofMillis(thread.elapsedMs())));
        }
        text.endLine();
        AwaitedLock awaited = thread.waitingOn();
        if (awaited != null && awaited.lock() != null) {
            text.padTo(INDENT);
            phrase.awaited(awaited);
            phrase.holder(awaited);
            text.endLine();
        }
        frames(thread.frames(), true);
        if (thread.framesLeftOut() > 0) {
            text.add(Kind.WARNING, "  ... " + thread.framesLeftOut() + " more frames, not read")
                    .endLine();
        }
        for (HeldLock owned : thread.synchronizers()) {
            text.padTo(INDENT).add("owns ");
            phrase.lock(owned.lock());
            text.endLine();
        }
    }

    void write(ThreadGroups.Group group) throws IOException {
        ThreadSnapshot first = group.threads().get(0);
        if (group.threads().size() == 1) {
            write(first);
            return;
        }
        text.add(Kind.HEADING, Integer.toString(group.threads().size())).add(Kind.HEADING, " threads");
        part(Kind.DIM, first.virtual() ? "virtual" : "");
        state(first);
        text.endLine();
        names(group.names());
        AwaitedLock awaited = first.waitingOn();
        LockRef lock = awaited == null ? null : awaited.lock();
        if (awaited != null && lock != null) {
            text.padTo(INDENT);
            phrase.awaited(sameObject(group) ? awaited : withoutObject(awaited, lock));
            if (sameObject(group)) {
                phrase.holder(awaited);
            }
            text.endLine();
        }
        frames(first.frames(), false);
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

    private void state(ThreadSnapshot thread) throws IOException {
        if (thread.state() != null) {
            part(StateSummary.kind(thread.state()), thread.state().name());
        } else if (!thread.vm() && thread.carriedId() == 0) {
            part(Kind.STATE_OTHER, "state unknown");
        }
    }

    private void mount(ThreadSnapshot thread) throws IOException {
        if (thread.vm()) {
            part(Kind.STATE_OTHER, "VM");
        }
        mount("carries ", thread.carriedId());
        mount("mounted on ", thread.carrierId());
    }

    private void mount(String how, long id) throws IOException {
        if (id != 0) {
            ThreadSnapshot other = holders.thread(id);
            String number = "#".concat(Long.toString(id));
            String name = other == null
                    ? number
                    : phrase.quoted(other.name()).concat(" ").concat(number);
            partSafe(Kind.TEXT, how.concat(name));
        }
    }

    private void part(Kind kind, String part) throws IOException {
        partSafe(kind, SafeText.of(part));
    }

    /** Adds a part to the header, in a new line where it does not fit. */
    private void partSafe(Kind kind, String part) throws IOException {
        if (part.isEmpty()) {
            return;
        }
        if (text.fits(CellWidth.of(part) + 3)) {
            text.add(Kind.DIM, " · ");
        } else {
            text.endLine();
            text.padTo(INDENT);
        }
        text.addSafe(kind, part);
    }

    private void frames(List<StackFrame> frames, boolean withAddresses) throws IOException {
        int folded = 0;
        for (StackFrame frame : frames) {
            if (folds && frame.locals() == null && frame.depth() > 0) {
                folded++;
                continue;
            }
            more(folded);
            folded = 0;
            frame(frame, withAddresses);
        }
        more(folded);
    }

    private void frame(StackFrame frame, boolean withAddresses) throws IOException {
        frameLine.write(frame);
        for (HeldLock held : frame.locks()) {
            text.add(LOCK_INDENT);
            phrase.held(held, withAddresses);
            text.endLine();
        }
        if (frame.locals() != null) {
            localsText.write(text, frame.locals().variables(), frame.locals().notCaptured());
        }
    }

    private void more(int frames) throws IOException {
        if (frames > 0) {
            text.add(Kind.DIM, "  ...")
                    .add(Kind.DIM, frames == 1 ? " 1 frame" : " " + frames + " frames")
                    .endLine();
        }
    }
}
