// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.shell.text.Columns;
import dev.jspect.shell.text.Style;
import dev.jspect.shell.text.StyledText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The list of JVMs as a table. */
final class JvmTable {
    private JvmTable() {}

    /** Prints one line a JVM, the names and arguments cut to fit. */
    static void print(List<JvmProcess> jvms, Appendable out, Style style, int width) {
        Columns table = new Columns(List.of(
                new Columns.Column("PID", Style.Kind.NUMBER, true, false),
                new Columns.Column("NAME", Style.Kind.THREAD_NAME, false, true),
                new Columns.Column("JAVA", Style.Kind.TEXT, false, false),
                new Columns.Column("USER", Style.Kind.TEXT, false, true),
                new Columns.Column("UP", Style.Kind.TEXT, true, false),
                new Columns.Column("ARGUMENTS", Style.Kind.DIM, false, true)));
        for (JvmProcess jvm : jvms) {
            table.row(
                    Integer.toString(jvm.pid()),
                    jvm.name(),
                    jvm.javaVersion(),
                    jvm.user(),
                    Uptime.text(jvm.uptimeMs()),
                    remarks(jvm) + String.join(" ", jvm.arguments()));
        }
        try {
            table.render(new StyledText(out, style, width));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String remarks(JvmProcess jvm) {
        String container = jvm.container() == null ? "" : "[" + jvm.container() + "] ";
        return jvm.reason() == null ? container : container + "(not attachable: " + jvm.reason() + ") ";
    }
}
