// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.ThrownPart;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.context.CarriedByThreads;
import dev.jspect.shell.exceptions.Repeats;
import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Writes a captured exception for people: what was thrown where and when, its causes, and its frames with their variables. */
public final class ExceptionText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private final StyledText text;
    private final FramesRenderer frames;
    private boolean first = true;

    /**
     * @param text to write to
     * @param folds whether frames whose variables nobody asked for are only counted
     */
    public ExceptionText(StyledText text, Style style, int width, boolean folds) {
        this.text = text;
        this.frames = new FramesRenderer(style, width, false, folds);
    }

    /**
     * Writes one.
     *
     * @param thread that constructed it, with its frames
     */
    public void write(ExceptionCapture capture, ThreadSnapshot thread) throws IOException {
        if (!first) {
            text.endLine();
        }
        first = false;
        for (ThrownPart part : capture.parts) {
            part(part, capture, thread);
        }
        StringBuilder rendered = new StringBuilder();
        frames.renderFrames(thread, rendered);
        List<ValueTree> values = new ArrayList<>();
        thread.addValues(values);
        frames.renderCarried(thread.id(), CarriedByThreads.of(capture, values), rendered);
        text.addRendered(rendered.toString());
    }

    /** Writes a line for one that was shown before, and what its thread carried: that is another's. */
    public void writeAgain(ExceptionCapture capture, ThreadSnapshot thread, Repeats.Repeat repeat) throws IOException {
        part(capture.parts.get(0), capture, thread);
        text.add(Kind.DIM, "  again: " + repeat.count() + " since " + time(repeat.first()))
                .endLine();
        StringBuilder rendered = new StringBuilder();
        frames.renderCarried(thread.id(), CarriedByThreads.of(capture, List.of()), rendered);
        text.addRendered(rendered.toString());
    }

    /** Returns a time of day, to the millisecond, in this machine's zone. */
    static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
    }

    private void part(ThrownPart part, ExceptionCapture capture, ThreadSnapshot thread) throws IOException {
        switch (part.relation) {
            case ThrownPart.CAUSE -> text.add("caused by ");
            case ThrownPart.SUPPRESSED -> text.add("  suppressed ");
            default ->
                text.add(Kind.DIM, time(capture.atMillis))
                        .add("  ")
                        .addSafe(Kind.THREAD_NAME, '"' + SafeText.of(thread.name()) + '"')
                        .add(Kind.DIM, " #" + thread.id())
                        .add("  ");
        }
        ThrownLine.writeWhat(text, part);
        if (part.relation == ThrownPart.THROWN && capture.constructedIn != null) {
            text.add(Kind.DIM, "  constructed in ")
                    .addSafe(Kind.THREAD_NAME, '"' + SafeText.of(capture.constructedIn) + '"')
                    .endLine();
        }
    }
}
