// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The list of JVMs as a table. */
final class JvmTable {
    private static final String[] HEADER = {"PID", "NAME", "JAVA", "USER", "UP", "ARGUMENTS"};
    private static final int RIGHT_ALIGNED = 0;

    private JvmTable() {}

    /** Prints one line a JVM, the last column cut to fit. */
    static void print(List<JvmProcess> jvms, int columns, PrintStream out) {
        List<String[]> rows = new ArrayList<>();
        rows.add(HEADER);
        for (JvmProcess jvm : jvms) {
            rows.add(row(jvm));
        }
        int[] widths = new int[HEADER.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            out.println(line(row, widths, columns));
        }
    }

    private static String[] row(JvmProcess jvm) {
        String note = jvm.container() == null ? "" : "[" + jvm.container() + "] ";
        note += jvm.reason() == null ? "" : "(not attachable: " + jvm.reason() + ") ";
        return new String[] {
            Integer.toString(jvm.pid()),
            Printable.of(jvm.name()),
            Printable.of(jvm.javaVersion() == null ? "?" : jvm.javaVersion()),
            Printable.of(jvm.user()),
            Uptime.text(jvm.uptimeMs()),
            Printable.of(note + String.join(" ", jvm.arguments())).replace('\n', ' ')
        };
    }

    private static String line(String[] row, int[] widths, int columns) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            String padding = " ".repeat(widths[i] - row[i].length());
            boolean isLast = i == row.length - 1;
            line.append(i == RIGHT_ALIGNED ? padding : "").append(row[i]);
            line.append(i == RIGHT_ALIGNED || isLast ? "" : padding).append(isLast ? "" : "  ");
        }
        String text = line.toString().stripTrailing();
        return text.length() <= columns ? text : text.substring(0, Math.max(0, columns - 1)) + "…";
    }
}
