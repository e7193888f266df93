// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.protocol.PatchNote;
import dev.jspect.protocol.PatchStatus;
import dev.jspect.shell.text.Columns.Column;
import dev.jspect.shell.text.Style.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Writes which patches there are. */
public final class PatchesText {
    private static final List<Column> COLUMNS = List.of(
            new Column("ID", Kind.NUMBER, true, false),
            new Column("SINCE", Kind.TEXT, false, false),
            new Column("LEFT", Kind.NUMBER, true, false),
            new Column("CALLS", Kind.NUMBER, true, false),
            new Column("STATE", Kind.TEXT, false, false),
            new Column("BY", Kind.DIM, false, true),
            new Column("METHOD", Kind.CLASS_NAME, false, true));

    private final StyledText text;

    /**
     * Writes nothing yet.
     *
     * @param text where to
     */
    public PatchesText(StyledText text) {
        this.text = text;
    }

    /**
     * Writes a table; nothing when there are none.
     *
     * @param withLog whether what they have logged follows
     */
    public void write(List<PatchStatus> patches, boolean withLog) throws IOException {
        if (patches.isEmpty()) {
            return;
        }
        Columns table = new Columns(COLUMNS);
        for (PatchStatus patch : patches) {
            table.row(
                    String.valueOf(patch.number),
                    Clock.time(patch.sinceMillis),
                    patch.leftMillis < 0 ? null : Durations.ofMillis((double) patch.leftMillis),
                    String.format(Locale.ROOT, "%,d", patch.counts.hits),
                    PatchWords.state(patch),
                    patch.origin.by + (patch.detached ? ", detached" : ""),
                    patch.origin.method);
        }
        table.render(text);
        for (PatchStatus patch : patches) {
            text.add(Kind.NUMBER, "patch " + patch.number)
                    .add(Kind.DIM, " " + PatchWords.kind(patch) + " ")
                    .addSafe(Kind.TEXT, SafeText.of(patch.origin.code.strip()))
                    .endLine();
            if (patch.counts.disturbed) {
                text.addSafe(
                                Kind.TEXT,
                                "another agent has changed the class since: the code of patch " + patch.number
                                        + " may not run any more")
                        .endLine();
            }
            if (patch.counts.failure != null) {
                text.addSafe(
                                Kind.TEXT,
                                "patch " + patch.number + " has failed, the method goes on as it was written: "
                                        + SafeText.of(patch.counts.failure))
                        .endLine();
            }
            if (withLog && !patch.last.isEmpty()) {
                text.endLine();
                text.add(Kind.HEADING, "patch " + patch.number + " has logged").endLine();
                for (PatchNote note : patch.last) {
                    PatchNoteText.write(text, note);
                }
            }
        }
    }
}
