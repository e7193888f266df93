// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.page;

import dev.jspect.protocol.ContextCapture;
import dev.jspect.protocol.ThreadContext;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.context.CarriedByThreads;
import dev.jspect.shell.context.SharedValues;
import dev.jspect.shell.natives.NativeFrame;
import dev.jspect.shell.natives.NativeStack;
import dev.jspect.shell.natives.SystemCall;
import dev.jspect.shell.recording.Moment;
import dev.jspect.shell.text.Beside;
import dev.jspect.shell.text.FramesRenderer;
import dev.jspect.shell.text.SafeText;
import dev.jspect.shell.text.Style;
import dev.jspect.shell.threads.Deadlock;
import dev.jspect.shell.threads.LockHolders;
import dev.jspect.shell.threads.StackFrame;
import dev.jspect.shell.threads.ThreadSnapshot;
import dev.jspect.shell.values.DocumentIds;
import dev.jspect.shell.values.JdkClasses;
import dev.jspect.shell.values.PlacedValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes of what was recorded what a page shows. Whatever is looked at alone has its objects written out: a reader of one frame need not look for them in another. All text
 * is harmless to a terminal; to be so to a browser is the page's concern.
 */
public final class PageBuilder {
    private static final int WIDTH = 140;

    private final FramesRenderer renderer = new FramesRenderer(Style.PLAIN, WIDTH, true, false);
    private final Moment moment;
    private final DocumentIds ids;
    private final SharedValues carried;
    private final LockHolders holders;
    private final Map<Long, ThreadContext> contexts = new HashMap<>();

    private PageBuilder(Moment moment) {
        this.moment = moment;
        List<ValueTree> values = new ArrayList<>();
        moment.dump().threads().forEach(thread -> thread.addValues(values));
        ids = DocumentIds.of(values);
        carried = new SharedValues(moment.context().threads);
        holders = new LockHolders(moment.dump());
        moment.context().threads.forEach(context -> contexts.put(context.id, context));
    }

    /** Returns a moment as a page shows it. */
    public static PageMoment of(Moment moment) throws IOException {
        return new PageBuilder(moment).build();
    }

    private PageMoment build() throws IOException {
        List<PageThread> threads = new ArrayList<>();
        for (ThreadSnapshot thread : moment.dump().threads()) {
            List<PageFrame> frames = below(thread);
            for (StackFrame frame : thread.frames()) {
                frames.add(java(thread, frame));
            }
            if (!frames.isEmpty()) {
                String state = thread.state() == null ? "" : thread.state().name();
                threads.add(new PageThread(
                        thread.id(), SafeText.of(thread.name()), thread.vm(), state, head(thread), frames));
            }
        }
        return new PageMoment(moment.dump().takenAt(), notes(), threads);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (Deadlock deadlock : moment.dump().deadlocks()) {
            notes.add(SafeText.of("deadlock, each waits for the next: "
                    + deadlock.threads().stream()
                            .map(member -> '"' + member.name() + "\" #" + member.id())
                            .collect(Collectors.joining(", "))));
        }
        if (moment.dump().truncated()) {
            notes.add("incomplete: the JVM's answer ended early");
        }
        moment.notes().forEach(note -> notes.add(SafeText.of(note)));
        return notes;
    }

    /** Of a virtual thread those of its carrier. */
    private List<PageFrame> below(ThreadSnapshot shown) {
        List<PageFrame> frames = new ArrayList<>();
        ThreadSnapshot thread = shown.carrierId() == 0 ? shown : holders.thread(shown.carrierId());
        if (thread == null) {
            return frames;
        }
        SystemCall call = moment.natives().callOf(thread);
        if (call != null) {
            frames.add(frame(call.name(), PageFrame.Kind.SYSTEM_CALL, "in " + call));
        }
        NativeStack stack = moment.natives().stackOf(thread);
        for (NativeFrame frame : stack == null ? List.<NativeFrame>of() : stack.frames()) {
            frames.add(frame(frame.toString(), PageFrame.Kind.NATIVE, "at " + frame));
        }
        return frames;
    }

    private static PageFrame frame(String name, PageFrame.Kind kind, String text) {
        return new PageFrame(SafeText.of(name), kind, SafeText.of(text));
    }

    private PageFrame java(ThreadSnapshot thread, StackFrame frame) throws IOException {
        StringBuilder text = new StringBuilder();
        StackFrame alone = frame.withValues(new PlacedValues(ids)::of);
        renderer.renderFrame(thread.withFrames(List.of(alone)), 0, text);
        return new PageFrame(
                SafeText.of(frame.className() + '.' + frame.methodName()),
                JdkClasses.has(frame.className()) ? PageFrame.Kind.JDK : PageFrame.Kind.APPLICATION,
                text.toString());
    }

    private String head(ThreadSnapshot thread) throws IOException {
        ThreadSnapshot alone = thread.withFrames(List.of()).withValues(new PlacedValues(ids)::of);
        List<ValueTree> values = new ArrayList<>();
        alone.addValues(values);
        ThreadContext context = contexts.get(thread.id());
        List<ThreadContext> own = context == null ? List.of() : carried.of(List.of(context));
        Beside beside =
                new Beside(CarriedByThreads.of(new ContextCapture(0, 0, null, 0, 0, 0, own), values), moment.natives());
        StringBuilder text = new StringBuilder();
        renderer.renderThread(holders, alone, beside, text);
        return text.toString();
    }
}
