// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.shell.natives.NativeThreads;
import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.threads.HeldLock;
import dev.jspect.shell.threads.LockHolders;
import dev.jspect.shell.threads.StackFrame;
import dev.jspect.shell.threads.ThreadGroups;
import dev.jspect.shell.threads.ThreadSnapshot;
import dev.jspect.shell.values.DocumentIds;
import java.io.IOException;
import java.util.List;

/** Writes one thread, or a group of like ones: a header, what it waits for, its frames. */
final class ThreadBlock {
    private static final int INDENT = 2;
    private static final String LOCK_INDENT = "     - ";

    private final StyledText text;
    private final LockHolders holders;
    private final LockPhrase phrase;
    private final WaitLine waitLine;
    private final GroupHead groupHead;
    private final FrameLine frameLine;
    private final FrameLocalsText localsText;
    private final GroupLocalsText groupText;
    private final BelowJavaText belowJava;
    private final boolean folds;

    /**
     * @param numbered whether frames are shown with their depth
     * @param folds whether frames without variables are only counted
     */
    ThreadBlock(
            StyledText text,
            LockHolders holders,
            DocumentIds ids,
            FrameLocalsText localsText,
            GroupLocalsText groupText,
            NativeThreads natives,
            boolean numbered,
            boolean folds) {
        this.text = text;
        this.belowJava = new BelowJavaText(text, natives);
        this.folds = folds;
        this.holders = holders;
        this.phrase = new LockPhrase(text, holders, INDENT);
        this.waitLine = new WaitLine(text, holders, phrase, ids);
        this.groupHead = new GroupHead(text, phrase);
        this.frameLine = new FrameLine(text, numbered);
        this.localsText = localsText;
        this.groupText = groupText;
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
        notRead(thread);
        text.endLine();
        waitLine.write(thread);
        ThreadSnapshot below = thread.carrierId() == 0 ? thread : holders.thread(thread.carrierId());
        if (below != null) {
            belowJava.write(thread, below);
        }
        frames(List.of(thread));
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
        notRead(first);
        text.endLine();
        groupHead.write(group);
        frames(group.threads());
    }

    private void state(ThreadSnapshot thread) throws IOException {
        if (thread.state() != null) {
            part(StateSummary.kind(thread.state()), thread.state().name());
        } else if (!thread.vm() && thread.carriedId() == 0) {
            part(Kind.STATE_OTHER, "state unknown");
        }
    }

    private void notRead(ThreadSnapshot thread) throws IOException {
        part(Kind.WARNING, thread.localsNotRead() == null ? "" : "variables not read: ".concat(thread.localsNotRead()));
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

    /** Of threads with one stack, as one of them has it. */
    void frames(List<ThreadSnapshot> threads) throws IOException {
        int folded = 0;
        for (StackFrame frame : framesOf(threads)) {
            if (folds && frame.locals() == null && frame.depth() > 0) {
                folded++;
                continue;
            }
            more(folded);
            folded = 0;
            frame(frame, threads);
        }
        more(folded);
    }

    /** The first thread's, unless its variables could not be read though another's could. */
    private static List<StackFrame> framesOf(List<ThreadSnapshot> threads) {
        for (ThreadSnapshot thread : threads) {
            for (StackFrame frame : thread.frames()) {
                if (frame.locals() != null) {
                    return thread.frames();
                }
            }
        }
        return threads.get(0).frames();
    }

    void frame(StackFrame frame, List<ThreadSnapshot> threads) throws IOException {
        frameLine.write(frame);
        for (HeldLock held : frame.locks()) {
            text.add(LOCK_INDENT);
            phrase.held(held, threads.size() == 1);
            text.endLine();
        }
        if (frame.source() != null) {
            SourceExcerptText.write(text, frame.source());
        }
        if (frame.locals() != null && threads.size() > 1) {
            groupText.write(text, threads, frame.depth());
        } else if (frame.locals() != null) {
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
