// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.shell.text.Style.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A line in the making that has so much room: what does not fit is cut where an ellipsis still does. */
final class ValuePieces {
    private final List<Piece> pieces = new ArrayList<>();
    private final int room;
    private int cells;
    private boolean cut;

    /** Off a terminal a line has all the room there is; sums of rooms must not overflow. */
    private static final int WIDEST = 1 << 24;

    private record Piece(Kind kind, String safe) {}

    ValuePieces(int room) {
        this.room = Math.max(1, Math.min(room, WIDEST));
    }

    /** Adds text of the target, made harmless. */
    ValuePieces add(Kind kind, String text) {
        String part = beginning(text);
        return addSafe(kind, SafeText.of(part), part.length() < text.length());
    }

    /** Adds text without a style. */
    ValuePieces add(String text) {
        return add(Kind.TEXT, text);
    }

    /** Adds text of the target between double quotes. */
    ValuePieces quote(String text) {
        String part = beginning(text);
        return addSafe(Kind.STRING, SafeText.quoted(part), part.length() < text.length());
    }

    /** Whether anything was cut: there is no use in adding more. */
    boolean isCut() {
        return cut;
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** Writes all that fits. */
    void writeTo(StyledText out) throws IOException {
        for (Piece piece : pieces) {
            out.addSafe(piece.kind, piece.safe);
        }
    }

    /** A megabyte of characters is not worth escaping for a line; a character takes a cell, or joins the one before. */
    private String beginning(String text) {
        int end = 4 * room;
        if (text.length() <= end) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    private ValuePieces addSafe(Kind kind, String safe, boolean isBeginning) {
        if (cut) {
            return this;
        }
        int more = CellWidth.of(safe);
        if (cells + more > room || isBeginning) {
            cut = true;
            cutLast(kind, safe);
        } else {
            pieces.add(new Piece(kind, safe));
            cells += more;
        }
        return this;
    }

    private void cutLast(Kind kind, String safe) {
        Kind lastKind = kind;
        String last = safe;
        while (cells >= room && !pieces.isEmpty()) {
            Piece piece = pieces.remove(pieces.size() - 1);
            cells -= CellWidth.of(piece.safe);
            lastKind = piece.kind;
            last = piece.safe;
        }
        String clipped = CellWidth.clip(last.concat("\u2026"), room - cells);
        pieces.add(new Piece(lastKind, clipped.substring(0, clipped.length() - 1)));
        pieces.add(new Piece(Kind.DIM, "\u2026"));
    }
}
