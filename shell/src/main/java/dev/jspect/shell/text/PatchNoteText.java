// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.protocol.PatchNote;
import dev.jspect.shell.text.Style.Kind;
import java.io.IOException;

/** Writes what a patch's code has logged: {@code 18:40:11.123  "worker-1" #23  starting}. */
public final class PatchNoteText {
    private PatchNoteText() {}

    /** Writes one line. */
    public static void write(StyledText text, PatchNote note) throws IOException {
        text.add(Kind.DIM, ExceptionText.time(note.atMillis))
                .add("  ")
                .addSafe(Kind.THREAD_NAME, '"' + SafeText.of(note.threadName) + '"')
                .add(Kind.DIM, " #" + note.threadId)
                .add("  ")
                .addSafe(Kind.TEXT, SafeText.of(note.text))
                .endLine();
    }
}
