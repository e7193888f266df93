// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A table in Markdown: what is done, and for each depth the nanoseconds it takes, with their error, as a multiple of the first row. */
final class Table {
    /** The calls between throw and catch. */
    static final int[] DEPTHS = {5, 20, 50};

    private final String title;
    private final Map<String, Map<Integer, double[]>> rows = new LinkedHashMap<>();

    /**
     * @param title of the first column
     */
    Table(String title) {
        this.title = title;
    }

    /** Adds what was measured. */
    void add(String row, int depth, double nanos, double error) {
        rows.computeIfAbsent(row, name -> new LinkedHashMap<>()).put(depth, new double[] {nanos, error});
    }

    void print(PrintStream out) {
        StringBuilder head = new StringBuilder("| " + title + " |");
        StringBuilder line = new StringBuilder("|---|");
        for (int depth : DEPTHS) {
            head.append(" depth ").append(depth).append(", ns | |");
            line.append("--:|--:|");
        }
        out.println();
        out.println(head);
        out.println(line);
        Map<Integer, double[]> first = null;
        for (Map.Entry<String, Map<Integer, double[]>> row : rows.entrySet()) {
            first = first == null ? row.getValue() : first;
            StringBuilder text = new StringBuilder("| " + row.getKey() + " |");
            for (int depth : DEPTHS) {
                double[] cell = row.getValue().get(depth);
                double[] base = first.get(depth);
                text.append(
                        cell == null || base == null
                                ? " | |"
                                : String.format(
                                        Locale.ROOT, " %,.0f ± %,.0f | %.2fx |", cell[0], cell[1], cell[0] / base[0]));
            }
            out.println(text);
        }
    }
}
