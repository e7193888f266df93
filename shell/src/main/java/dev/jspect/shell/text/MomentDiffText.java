// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.shell.locals.Variable;
import dev.jspect.shell.recording.MomentDiff;
import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadPlaces;
import dev.jspect.shell.threads.ThreadSnapshot;
import dev.jspect.shell.values.ClassLabel;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what has changed from one moment to another.
 *
 * <pre>
 * "worker-1" #12 has moved from Packer.pack:39 to Packer.run:23
 * "worker-2" #13 is still at Packer.run:23
 *   packed in Packer.run  17 -> 18
 * </pre>
 */
public final class MomentDiffText {
    private final StyledText out;
    private final ValueLine line;

    private MomentDiffText(StyledText out, MomentDiff diff) {
        this.out = out;
        this.line = new ValueLine(diff.ids());
    }

    /** Writes it. */
    public static void write(StyledText out, MomentDiff diff) throws IOException {
        MomentDiffText text = new MomentDiffText(out, diff);
        int same = diff.unchanged();
        for (MomentDiff.Changed changed : diff.threads()) {
            List<MomentDiff.ChangedVariable> visible = text.visible(changed.variables());
            if (visible.isEmpty() && !changed.variables().isEmpty()) {
                same++;
            } else {
                text.thread(changed, visible);
            }
        }
        out.add(
                        Kind.DIM,
                        same + (same == 1 ? " thread stands" : " threads stand") + " where "
                                + (same == 1 ? "it" : "they")
                                + " stood, with the same variables as far as those were read")
                .endLine();
    }

    /** What was read in one moment and not in the other may look the same: then there is nothing to show. */
    private List<MomentDiff.ChangedVariable> visible(List<MomentDiff.ChangedVariable> variables) throws IOException {
        List<MomentDiff.ChangedVariable> visible = new ArrayList<>();
        for (MomentDiff.ChangedVariable variable : variables) {
            if (!plain(variable.before()).equals(plain(variable.after()))) {
                visible.add(variable);
            }
        }
        return visible;
    }

    /** As it is shown, but for the ids, which are of one moment. */
    private String plain(@Nullable Variable variable) throws IOException {
        StringBuilder text = new StringBuilder();
        value(new StyledText(text, Style.PLAIN, Integer.MAX_VALUE), variable);
        return text.toString().replaceAll("#[0-9]+", "");
    }

    private void thread(MomentDiff.Changed changed, List<MomentDiff.ChangedVariable> variables) throws IOException {
        ThreadSnapshot before = changed.before();
        ThreadSnapshot after = changed.after();
        ThreadSnapshot any = after == null ? before : after;
        if (any == null) {
            return;
        }
        out.addSafe(Kind.THREAD_NAME, SafeText.quoted(any.name())).add(" ").add(Kind.NUMBER, "#" + any.id());
        if (before == null) {
            out.add(" is new, at ").add(Kind.METHOD_NAME, place(any)).endLine();
        } else if (after == null) {
            out.add(" has ended; it was at ").add(Kind.METHOD_NAME, place(any)).endLine();
        } else if (changed.variables().isEmpty()) {
            moved(before, after);
        } else {
            out.add(" is still at ").add(Kind.METHOD_NAME, place(any)).endLine();
            for (MomentDiff.ChangedVariable variable : variables) {
                variable(variable);
            }
        }
    }

    /** Below the same place of the application there may be another one of the JDK's. */
    private void moved(ThreadSnapshot before, ThreadSnapshot after) throws IOException {
        String from = place(before);
        String to = place(after);
        if (from.equals(to)) {
            out.add(" has moved below ").add(Kind.METHOD_NAME, to).endLine();
        } else {
            out.add(" has moved from ")
                    .add(Kind.METHOD_NAME, from)
                    .add(" to ")
                    .add(Kind.METHOD_NAME, to)
                    .endLine();
        }
    }

    private static String place(ThreadSnapshot thread) {
        String place = ThreadPlaces.of(new ThreadDump(Instant.EPOCH, "", List.of(thread), List.of(), false))
                .get(thread.id());
        return place == null ? "no frame of Java" : place;
    }

    private void variable(MomentDiff.ChangedVariable changed) throws IOException {
        out.padTo(2).add(Kind.TEXT, changed.name());
        out.add(
                Kind.DIM,
                " in " + ClassLabel.of(changed.frame().className()) + "."
                        + changed.frame().methodName() + "  ");
        value(out, changed.before());
        out.add(Kind.DIM, " -> ");
        value(out, changed.after());
        out.endLine();
    }

    private void value(StyledText to, @Nullable Variable variable) throws IOException {
        if (variable == null) {
            to.add(Kind.DIM, "not there");
        } else if (variable.value() == null) {
            to.add(Kind.DIM, variable.notCaptured() == null ? "" : variable.notCaptured());
        } else {
            line.write(to, variable.value());
        }
    }
}
