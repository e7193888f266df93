// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.protocol.ThrownPart;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.text.Style.Kind;
import java.io.IOException;
import java.util.Locale;

/** Writes one part of what was thrown: its class, and its message. */
final class ThrownLine {
    private static final int INDENT = 6;

    private ThrownLine() {}

    /** Writes it below a call, in a line of its own. */
    static void write(StyledText text, ThrownPart part) throws IOException {
        text.padTo(INDENT);
        switch (part.relation) {
            case ThrownPart.CAUSE -> text.add("caused by ");
            case ThrownPart.SUPPRESSED -> text.add("  suppressed ");
            default -> text.add("");
        }
        writeWhat(text, part);
    }

    /** Writes the rest of a line, and what was left out. */
    static void writeWhat(StyledText text, ThrownPart part) throws IOException {
        text.addSafe(Kind.ERROR, SafeText.of(part.className));
        if (part.message.kind != ValueTree.NULL) {
            text.add(": ").addSafe(Kind.TEXT, message(part.message));
        }
        text.endLine();
        if (part.leftOut != null) {
            text.add(Kind.DIM, "  ... " + SafeText.of(part.leftOut)).endLine();
        }
    }

    private static String message(ValueTree message) {
        if (message.text == null) {
            return "[" + SafeText.of(String.valueOf(message.notCaptured)) + "]";
        }
        String more = message.notCaptured == null ? "" : "\u2026 " + SafeText.of(message.notCaptured);
        // A secret that was left out has no length that may be told.
        boolean cut = "truncated".equals(message.notCaptured) && message.size > message.text.length();
        return SafeText.of(message.text)
                + more
                + (cut ? String.format(Locale.ROOT, ", %,d more", message.size - message.text.length()) : "");
    }
}
