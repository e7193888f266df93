// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.values.DocumentIds;
import java.io.IOException;

/**
 * Writes a value in one line where that holds it, else over several: its class, and below it each member in a line of
 * its own, or again in several.
 *
 * <pre>
 * Order#7
 *   number   = 1017
 *   customer = "ann"
 *   items    = ArrayList(1000)
 *     [0] = Item{sku="A-1", count=2}
 *     … 999 more
 * </pre>
 */
public final class ValueBlock {
    private static final int STEP = 2;

    /** Longer names are written out, but the others do not line up with them. */
    static final int MAX_ALIGNED = 24;

    /** Below this there is no room for a member: all the rest goes on one line. */
    private static final int MIN_ROOM = 40;

    /** The widest line that a value with members gets to itself. */
    private static final int USUAL_WIDTH = 200;

    private final ValueLine line;

    /** Writes values of this document. */
    public ValueBlock(DocumentIds ids) {
        this.line = new ValueLine(ids);
    }

    /**
     * Writes a value where the line is, and ends the line.
     *
     * @param indent the column of the line that the value belongs to; its members begin further right
     */
    public void write(StyledText out, ValueTree value, int indent) throws IOException {
        // Off a terminal a line may be as long as it likes, but nobody likes to read that.
        int width = out.width() == Integer.MAX_VALUE ? USUAL_WIDTH : out.width();
        ValuePieces whole = line.pieces(value, width - out.column());
        int below = indent + STEP;
        if (!line.hasMembers(value) || width - below < MIN_ROOM) {
            line.pieces(value, out.width() - out.column()).writeTo(out);
            out.endLine();
            return;
        }
        if (!whole.isCut()) {
            whole.writeTo(out);
            out.endLine();
            return;
        }
        ValuePieces head = new ValuePieces(out.width() - out.column());
        line.head(head, value);
        head.writeTo(out);
        out.endLine();
        members(out, value, below);
        ValuePieces rest = new ValuePieces(out.width() - below);
        ValueLine.rest(rest, value, "");
        if (!rest.isEmpty()) {
            out.padTo(below);
            rest.writeTo(out);
            out.endLine();
        }
    }

    private void members(StyledText out, ValueTree value, int indent) throws IOException {
        int step = value.kind == ValueTree.MAP ? 2 : 1;
        int widest = value.kind == ValueTree.OBJECT ? widest(value.names) : 0;
        for (int i = 0; i < value.members.size(); i += step) {
            out.padTo(indent);
            key(out, value, i, indent);
            out.padTo(indent + widest).add(" = ");
            write(out, value.members.get(i + step - 1), indent);
        }
    }

    private void key(StyledText out, ValueTree value, int index, int indent) throws IOException {
        int room = (out.width() - indent) / 2;
        switch (value.kind) {
            case ValueTree.OBJECT -> name(out, value.names.get(index), room);
            case ValueTree.MAP -> line.pieces(value.members.get(index), room).writeTo(out);
            default -> out.add(Kind.DIM, "[" + index + "]");
        }
    }

    /** Writes a name in so much room. */
    static void name(StyledText out, String name, int room) throws IOException {
        new ValuePieces(room).add(name).writeTo(out);
    }

    /** The cells that names line up to. */
    static int widest(Iterable<String> names) {
        int widest = 0;
        for (String name : names) {
            int cells = CellWidth.of(SafeText.of(name));
            widest = cells <= MAX_ALIGNED ? Math.max(widest, cells) : widest;
        }
        return widest;
    }
}
