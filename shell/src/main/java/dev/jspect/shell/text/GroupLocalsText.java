// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.locals.Variable;
import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.threads.GroupLocals;
import dev.jspect.shell.threads.NameRanges;
import dev.jspect.shell.threads.ThreadSnapshot;
import dev.jspect.shell.values.DocumentIds;
import dev.jspect.shell.values.ValueLikeness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the variables of a frame that a group of threads has in common: those that differ, with who has what; the others
 * by their names alone, or, where values may be deep, as they are.
 *
 * <pre>
 *     Arguments
 *       order  differs
 *         2× worker-2,4  not live
 *         worker-1       = Order{number=1017, customer="ann"}
 *     Same in all: this
 * </pre>
 */
final class GroupLocalsText {
    private static final int MOST_VALUES = 8;
    private static final int GROUP_INDENT = 4;
    private static final int INDENT = 6;
    private static final int ANSWER_INDENT = 8;
    private static final int LEAST_ROOM_FOR_NAMES = 16;

    /** The head of the group names all threads. */
    private static final int MOST_ROOM_FOR_NAMES = 48;

    private final DocumentIds ids;
    private final ValueLikeness likeness;
    private final FrameLocalsText localsText;
    private final boolean deep;

    /**
     * Writes variables of this document.
     *
     * @param deep whether variables that are the same in all threads are written, too
     */
    GroupLocalsText(DocumentIds ids, FrameLocalsText localsText, boolean deep) {
        this.ids = ids;
        this.likeness = new ValueLikeness(ids);
        this.localsText = localsText;
        this.deep = deep;
    }

    /** Writes the variables of the frame at this depth. */
    void write(StyledText out, List<ThreadSnapshot> threads, int depth) throws IOException {
        List<GroupLocals.Compared> all = GroupLocals.of(threads, depth, likeness);
        List<GroupLocals.Compared> shown = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (GroupLocals.Compared variable : all) {
            if (deep || !variable.isAlike()) {
                shown.add(variable);
                names.add(variable.most().name());
            }
        }
        int widest = ValueBlock.widest(names);
        group(out, "Arguments", true, shown, widest);
        group(out, "Locals", false, shown, widest);
        if (!deep) {
            alike(out, all, true);
            alike(out, all, false);
        }
        reasons(out, GroupLocals.notCaptured(threads, depth), threads.size(), all.isEmpty());
    }

    private void group(
            StyledText out, String heading, boolean arguments, List<GroupLocals.Compared> variables, int widest)
            throws IOException {
        boolean first = true;
        for (GroupLocals.Compared variable : variables) {
            if (variable.most().argument() != arguments) {
                continue;
            }
            if (first) {
                out.padTo(GROUP_INDENT).add(Kind.DIM, heading).endLine();
                first = false;
            }
            if (variable.isAlike()) {
                localsText.variable(out, resolved(variable.most()), widest);
            } else {
                differing(out, variable, widest);
            }
        }
    }

    private void differing(StyledText out, GroupLocals.Compared variable, int widest) throws IOException {
        out.padTo(INDENT);
        ValueBlock.name(out, variable.most().name(), (out.width() - INDENT) / 2);
        out.padTo(INDENT + widest).add("  ").add(Kind.DIM, "differs").endLine();
        List<GroupLocals.Answer> answers = variable.answers();
        List<GroupLocals.Answer> shown = answers.subList(0, Math.min(MOST_VALUES, answers.size()));
        List<String> who = new ArrayList<>();
        for (GroupLocals.Answer answer : shown) {
            who.add(who(answer));
        }
        int room = Math.min(MOST_ROOM_FOR_NAMES, Math.max(LEAST_ROOM_FOR_NAMES, (out.width() - ANSWER_INDENT) / 3));
        int aligned = widest(who, room);
        for (int i = 0; i < shown.size(); i++) {
            out.padTo(ANSWER_INDENT);
            new ValuePieces(room).add(Kind.THREAD_NAME, who.get(i)).writeTo(out);
            out.padTo(ANSWER_INDENT + aligned).add("  ");
            localsText.value(out, resolved(shown.get(i).variable()), ANSWER_INDENT);
        }
        if (shown.size() < answers.size()) {
            String more = "\u2026 " + (answers.size() - shown.size()) + " more";
            out.padTo(ANSWER_INDENT).add(Kind.DIM, more).endLine();
        }
    }

    private static int widest(List<String> texts, int most) {
        int widest = 0;
        for (String text : texts) {
            widest = Math.max(widest, Math.min(most, CellWidth.of(SafeText.of(text))));
        }
        return widest;
    }

    private static String who(GroupLocals.Answer answer) {
        int count = answer.threads().size();
        String names = String.join(", ", NameRanges.of(answer.threads()));
        return count == 1 ? names : count + "\u00d7 " + names;
    }

    /** What was written out with another thread may be one of the variables that are left out here. */
    private Variable resolved(Variable variable) {
        ValueTree value = variable.value();
        return value == null
                ? variable
                : Variable.of(variable.name(), variable.type(), variable.argument(), ids.resolve(value));
    }

    /** A variable of whose value nothing is known, such as a secret, is not named at all. */
    private static void alike(StyledText out, List<GroupLocals.Compared> all, boolean same) throws IOException {
        List<String> names = new ArrayList<>();
        for (GroupLocals.Compared variable : all) {
            if (variable.isAlike()
                    && variable.isSame() == same
                    && isKnown(variable.most().value())) {
                names.add(variable.most().name());
            }
        }
        if (!names.isEmpty()) {
            out.padTo(GROUP_INDENT).add(Kind.DIM, same ? "Same in all: " : "Alike as far as captured: ");
            new ValuePieces(out.width() - out.column())
                    .add(String.join(", ", names))
                    .writeTo(out);
            out.endLine();
        }
    }

    /** Of an object that lies too deep its class is known, and which it is. */
    private static boolean isKnown(@Nullable ValueTree value) {
        return value != null && (value.kind != ValueTree.MISSING || value.id > 0);
    }

    /** A reason that holds for some threads only is said of each variable. */
    private static void reasons(StyledText out, Map<String, List<String>> reasons, int threads, boolean alone)
            throws IOException {
        for (Map.Entry<String, List<String>> reason : reasons.entrySet()) {
            int count = reason.getValue().size();
            if (alone || count == threads) {
                out.padTo(GROUP_INDENT).add(Kind.DIM, alone ? "Locals" : "Others");
                out.add("  ").add(Kind.DIM, reason.getKey());
                out.add(Kind.DIM, count == threads ? "" : " in " + count + " of " + threads);
                out.endLine();
            }
        }
    }
}
