// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.protocol.ThrownPart;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.exceptions.WatchedException;
import dev.jspect.shell.text.Columns.Column;
import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.threads.StackFrame;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exception in one line, and many of them in a table. */
public final class ExceptionLine {
    private static final List<Column> COLUMNS = List.of(
            new Column("NO", Kind.NUMBER, true, false),
            new Column("COUNT", Kind.NUMBER, true, false),
            new Column("LAST", Kind.DIM, false, false),
            new Column("CLASS", Kind.ERROR, false, false),
            new Column("IN", Kind.METHOD_NAME, false, false),
            new Column("MESSAGE", Kind.TEXT, false, true));

    private ExceptionLine() {}

    /** Writes the last one of a kind: when, in which thread, what, and where in the application. */
    public static void write(StyledText out, WatchedException kind) throws IOException {
        ThrownPart thrown = kind.capture().parts.get(0);
        String message = message(thrown);
        String place = place(kind);
        out.add(Kind.NUMBER, "#" + kind.number())
                .add(Kind.DIM, " " + ExceptionText.time(kind.capture().atMillis) + " ")
                .add(Kind.THREAD_NAME, '"' + kind.thread().name() + '"')
                .add(" ")
                .add(Kind.ERROR, simpleName(thrown.className));
        if (message != null) {
            out.add(": ").add(Kind.TEXT, message);
        }
        if (place != null) {
            out.add(Kind.DIM, " in ").add(Kind.METHOD_NAME, place);
        }
        if (kind.repeat().count() > 1) {
            out.add(Kind.DIM, " (" + kind.repeat().count() + " times)");
        }
        out.endLine();
    }

    /** Writes a table of kinds. */
    public static void table(StyledText out, List<WatchedException> kinds) throws IOException {
        Columns table = new Columns(COLUMNS);
        for (WatchedException kind : kinds) {
            ThrownPart thrown = kind.capture().parts.get(0);
            table.row(
                    String.valueOf(kind.number()),
                    String.valueOf(kind.repeat().count()),
                    ExceptionText.time(kind.repeat().last()),
                    simpleName(thrown.className),
                    place(kind),
                    message(thrown));
        }
        table.render(out);
    }

    private static @Nullable String message(ThrownPart thrown) {
        ValueTree message = thrown.message;
        if (message.kind == ValueTree.NULL) {
            return null;
        }
        if (message.text == null) {
            return "[" + message.notCaptured + "]";
        }
        return message.notCaptured == null ? message.text : message.text + "… " + message.notCaptured;
    }

    private static @Nullable String place(WatchedException kind) {
        StackFrame frame = kind.place();
        if (frame == null) {
            return null;
        }
        String line = frame.line() < 0 ? "" : ":" + frame.line();
        return simpleName(frame.className()) + "." + frame.methodName() + line;
    }

    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
