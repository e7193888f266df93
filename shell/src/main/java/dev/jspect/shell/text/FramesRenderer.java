// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.protocol.ThreadContext;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.context.CarriedByThreads;
import dev.jspect.shell.natives.NativeThreads;
import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.threads.Deadlock;
import dev.jspect.shell.threads.LockHolders;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadGroups;
import dev.jspect.shell.threads.ThreadSnapshot;
import dev.jspect.shell.values.DocumentIds;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a thread dump for people: deadlocks first, then one line that sums up, then a block for each thread.
 *
 * <p>Lines keep to the width where that costs nothing: class and method names are never cut.
 */
public final class FramesRenderer {
    private final Style style;
    private final int width;
    private final boolean deep;
    private final boolean folds;

    /**
     * Renders in this style.
     *
     * @param width cells of a line
     */
    public FramesRenderer(Style style, int width) {
        this(style, width, false, false);
    }

    /**
     * Renders in this style.
     *
     * @param width cells of a line
     * @param deep whether a variable's value may take several lines
     * @param folds whether frames whose variables nobody asked for are only counted, but for the innermost
     */
    public FramesRenderer(Style style, int width, boolean deep, boolean folds) {
        this.style = style;
        this.width = width;
        this.deep = deep;
        this.folds = folds;
    }

    /**
     * Writes some threads of a dump.
     *
     * @param dump all threads: holders of locks are looked up among them
     * @param shown the ones to write
     */
    public void render(ThreadDump dump, List<ThreadSnapshot> shown, Appendable out) throws IOException {
        render(dump, shown, Beside.NOTHING, out);
    }

    /**
     * Writes some threads of a dump, and what else is known of them.
     *
     * @param dump all threads: holders of locks are looked up among them
     * @param shown the ones to write
     */
    public void render(ThreadDump dump, List<ThreadSnapshot> shown, Beside beside, Appendable out) throws IOException {
        StyledText text = new StyledText(out, style, width);
        LockHolders holders = new LockHolders(dump);
        head(dump, shown, text, holders);
        ThreadBlock block = block(shown, text, holders, beside.natives());
        CarriedByThreads carried = beside.carried();
        ContextText contexts = contexts(shown.stream().map(ThreadSnapshot::id).toList(), carried, text);
        for (ThreadSnapshot thread : shown) {
            text.endLine();
            block.write(thread);
            carries(thread.id(), carried, contexts, text);
        }
    }

    /**
     * Writes one thread of a dump, and what else is known of it.
     *
     * @param holders of the whole dump
     */
    public void renderThread(LockHolders holders, ThreadSnapshot thread, Beside beside, Appendable out)
            throws IOException {
        StyledText text = new StyledText(out, style, width);
        block(List.of(thread), text, holders, beside.natives()).write(thread);
        carries(thread.id(), beside.carried(), contexts(List.of(thread.id()), beside.carried(), text), text);
    }

    private static ContextText contexts(List<Long> threads, CarriedByThreads carried, StyledText text) {
        List<ValueTree> values = new ArrayList<>();
        threads.forEach(thread -> carried.addValues(thread, values));
        return new ContextText(text, false, Map.of(), value -> false, DocumentIds.of(values));
    }

    private static void carries(long thread, CarriedByThreads carried, ContextText contexts, StyledText text)
            throws IOException {
        ThreadContext context = carried.of(thread);
        if (context != null && !contexts.isBare(context)) {
            text.padTo(2)
                    .add(Kind.HEADING, carried.isOfEnd() ? "Carried at its end" : "Carries")
                    .endLine();
            contexts.carried(context, 4);
        }
        String notRead = carried.notRead(thread);
        if (notRead != null) {
            text.padTo(2)
                    .add(Kind.WARNING, "what it carries was not read: " + notRead)
                    .endLine();
        }
    }

    /** Writes one frame of a thread with its variables. */
    public void renderFrame(ThreadSnapshot thread, int depth, Appendable out) throws IOException {
        ThreadDump alone = new ThreadDump(Instant.EPOCH, "", List.of(thread), List.of(), false);
        StyledText text = new StyledText(out, style, width);
        block(List.of(thread), text, new LockHolders(alone), NativeThreads.NOT_ASKED)
                .frame(thread.frames().get(depth), List.of(thread));
    }

    /** Writes the frames of one thread with their variables. */
    public void renderFrames(ThreadSnapshot thread, Appendable out) throws IOException {
        ThreadDump alone = new ThreadDump(Instant.EPOCH, "", List.of(thread), List.of(), false);
        StyledText text = new StyledText(out, style, width);
        block(List.of(thread), text, new LockHolders(alone), NativeThreads.NOT_ASKED)
                .frames(List.of(thread));
    }

    /** Writes what a thread carries; nothing where nothing is known of it. */
    public void renderCarried(long thread, CarriedByThreads carried, Appendable out) throws IOException {
        StyledText text = new StyledText(out, style, width);
        carries(thread, carried, contexts(List.of(thread), carried, text), text);
    }

    /** Writes the same with identical stacks once; see {@link ThreadGroups}. */
    public void renderGroups(ThreadDump dump, List<ThreadSnapshot> shown, Appendable out) throws IOException {
        StyledText text = new StyledText(out, style, width);
        LockHolders holders = new LockHolders(dump);
        head(dump, shown, text, holders);
        ThreadBlock block = block(shown, text, holders, NativeThreads.NOT_ASKED);
        for (ThreadGroups.Group group : ThreadGroups.of(shown)) {
            text.endLine();
            block.write(group);
        }
    }

    private ThreadBlock block(List<ThreadSnapshot> shown, StyledText text, LockHolders holders, NativeThreads natives) {
        List<ValueTree> values = new ArrayList<>();
        boolean locals = false;
        for (ThreadSnapshot thread : shown) {
            thread.addValues(values);
            locals |= thread.hasLocals();
        }
        DocumentIds ids = DocumentIds.of(values);
        FrameLocalsText localsText = new FrameLocalsText(ids, deep);
        return new ThreadBlock(
                text, holders, ids, localsText, new GroupLocalsText(ids, localsText, deep), natives, locals, folds);
    }

    private static void head(ThreadDump dump, List<ThreadSnapshot> shown, StyledText text, LockHolders holders)
            throws IOException {
        for (Deadlock deadlock : dump.deadlocks()) {
            deadlock(deadlock, text, holders);
        }
        StateSummary.write(dump, shown, text);
        if (dump.truncated()) {
            text.add(Kind.WARNING, "incomplete: the JVM's answer ended early").endLine();
        }
    }

    private static void deadlock(Deadlock deadlock, StyledText text, LockHolders holders) throws IOException {
        String count = Integer.toString(deadlock.threads().size());
        text.add(Kind.ERROR, "DEADLOCK")
                .add(" of ")
                .add(count)
                .add(" threads, each waits for the next")
                .endLine();
        LockPhrase phrase = new LockPhrase(text, holders, 4);
        for (Deadlock.Member member : deadlock.threads()) {
            text.add("  ");
            phrase.thread(member.name(), member.id());
            text.endLine();
            if (member.waitsFor() != null) {
                text.add("    ");
                phrase.awaited(member.waitsFor());
                held(member.heldBy(), member.heldById(), phrase, text);
                text.endLine();
            }
        }
        text.endLine();
    }

    private static void held(@Nullable String name, long id, LockPhrase phrase, StyledText text) throws IOException {
        if (name == null) {
            text.add(", held by a thread the JVM cannot name");
        } else {
            phrase.heldBy(name, id);
        }
    }
}
