// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table: rows under a heading, columns as wide as their content; where the line is too short, the columns that may be
 * clipped give way, the widest first. Cells are made harmless.
 */
public final class Columns {
    private static final String GAP = "  ";
    private static final int MIN_CLIPPED = 8;

    private final List<Column> columns;
    private final List<String[]> rows = new ArrayList<>();

    /**
     * One column.
     *
     * @param numeric aligned at its right
     * @param clippable whether its text may be cut with an ellipsis
     */
    public record Column(String title, Style.Kind kind, boolean numeric, boolean clippable) {}

    public Columns(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /**
     * Adds a row; null stands for a value that is not known and shows as {@code -}.
     *
     * @throws IllegalArgumentException if there are more or fewer cells than columns
     */
    public void row(@Nullable String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "a row of " + cells.length + " cells for " + columns.size() + " columns");
        }
        String[] safe = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            String cell = cells[i];
            safe[i] = cell == null ? "-" : SafeText.of(cell);
        }
        rows.add(safe);
    }

    /** Writes the heading and the rows; a line is longer than the width only if what may not be clipped is. */
    public void render(StyledText out) throws IOException {
        int[] widths = fitted(out.width());
        for (int i = 0; i < widths.length; i++) {
            cell(out, i, widths, Style.Kind.HEADING, columns.get(i).title());
        }
        out.endLine();
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                cell(out, i, widths, columns.get(i).kind(), row[i]);
            }
            out.endLine();
        }
    }

    private void cell(StyledText out, int index, int[] widths, Style.Kind kind, String text) throws IOException {
        Column column = columns.get(index);
        String shown = column.clippable() ? CellWidth.clip(text, widths[index]) : text;
        int start = out.column();
        if (column.numeric()) {
            out.padTo(start + widths[index] - CellWidth.of(shown));
        }
        out.addSafe(kind, shown);
        if (index < widths.length - 1) {
            out.padTo(start + widths[index]).add(GAP);
        }
    }

    private int[] fitted(int width) {
        int[] widths = new int[columns.size()];
        int total = GAP.length() * Math.max(0, widths.length - 1);
        for (int i = 0; i < widths.length; i++) {
            widths[i] = CellWidth.of(columns.get(i).title());
            for (String[] row : rows) {
                widths[i] = Math.max(widths[i], CellWidth.of(row[i]));
            }
            total += widths[i];
        }
        while (total > width) {
            int widest = widestClippable(widths);
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            total--;
        }
        return widths;
    }

    private int widestClippable(int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            int least = Math.max(MIN_CLIPPED, CellWidth.of(columns.get(i).title()));
            if (columns.get(i).clippable() && widths[i] > least && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }
}
