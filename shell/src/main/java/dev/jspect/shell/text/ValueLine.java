// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.values.ClassLabel;
import dev.jspect.shell.values.DocumentIds;
import dev.jspect.shell.values.KnownTypes;
import java.io.IOException;

/**
 * Writes a value in one line: {@code Order{number=1017, customer="ann", items=ArrayList(1)[Item{...}], status=NEW}}.
 *
 * <p>Classes go by their simple names. An object is followed by its {@code #id} where some other place of the document
 * speaks of it; there it is the class and the id alone.
 */
public final class ValueLine {
    private static final String ELLIPSIS = "\u2026";
    private static final String TRUNCATED = "truncated";

    /** Of an object that lies deeper than was asked for: its class says that there is one. */
    private static final String TOO_DEEP = "too deep";

    private final DocumentIds ids;

    /** Writes values of this document. */
    public ValueLine(DocumentIds ids) {
        this.ids = ids;
    }

    /** Writes a value in what the line has left, cut with an ellipsis where that is too little; does not end the line. */
    public void write(StyledText out, ValueTree value) throws IOException {
        pieces(value, out.width() - out.column()).writeTo(out);
    }

    ValuePieces pieces(ValueTree value, int room) {
        ValuePieces out = new ValuePieces(room);
        append(out, value);
        return out;
    }

    /** Appends a value. */
    void append(ValuePieces out, ValueTree value) {
        switch (value.kind) {
            case ValueTree.NULL -> out.add(Kind.KEYWORD, "null");
            case ValueTree.BOOLEAN -> out.add(Kind.KEYWORD, value.bits == 0 ? "false" : "true");
            case ValueTree.CHAR -> character(out, (char) value.bits);
            case ValueTree.FLOAT -> out.add(Kind.NUMBER, Float.toString(Float.intBitsToFloat((int) value.bits)));
            case ValueTree.DOUBLE -> out.add(Kind.NUMBER, Double.toString(Double.longBitsToDouble(value.bits)));
            case ValueTree.BYTE, ValueTree.SHORT, ValueTree.INT, ValueTree.LONG ->
                out.add(Kind.NUMBER, Long.toString(value.bits));
            case ValueTree.STRING -> string(out, value);
            case ValueTree.ENUM -> out.add(Kind.KEYWORD, value.text);
            case ValueTree.CLASS ->
                out.add(Kind.CLASS_NAME, ClassLabel.of(value.text)).add(".class");
            case ValueTree.MISSING -> missing(out, value);
            case ValueTree.SEEN -> reference(out, value);
            default -> object(out, value);
        }
    }

    /** Appends what stands before the members: {@code ArrayList(3)}, {@code int[3]}, {@code Order #12}. */
    void head(ValuePieces out, ValueTree value) {
        String name = ClassLabel.of(value.className);
        if (value.size == ValueTree.NO_SIZE) {
            out.add(Kind.CLASS_NAME, name);
        } else if (isArray(value) && name.endsWith("[]")) {
            // The size belongs into the first pair of brackets, as in new int[3][].
            int brackets = name.indexOf('[');
            out.add(Kind.CLASS_NAME, name.substring(0, brackets)).add("[" + value.size + "]");
            out.add(name.substring(brackets + 2));
        } else {
            out.add(Kind.CLASS_NAME, name).add("(" + value.size + ")");
        }
        if (ids.isReferenced(value.id)) {
            out.add(Kind.DIM, "#" + value.id);
        }
    }

    /** Whether the value has members to show; without them a line says all. */
    boolean hasMembers(ValueTree value) {
        return !value.members.isEmpty() && KnownTypes.text(value, ids) == null;
    }

    /** Appends why there are not more members; nothing where these are all. */
    static void rest(ValuePieces out, ValueTree value, String separator) {
        int shown = value.kind == ValueTree.MAP ? value.members.size() / 2 : value.members.size();
        if (value.size > shown && shown == 0) {
            out.add(separator).add(Kind.DIM, ELLIPSIS);
        } else if (value.size > shown) {
            out.add(separator).add(Kind.DIM, ELLIPSIS + " " + (value.size - shown) + " more");
        } else if (value.notCaptured != null) {
            out.add(separator).add(Kind.DIM, label(value.notCaptured));
        }
    }

    private void object(ValuePieces out, ValueTree value) {
        String known = KnownTypes.text(value, ids);
        if (known != null) {
            out.add(Kind.NUMBER, known);
            return;
        }
        head(out, value);
        boolean brackets = value.kind == ValueTree.SEQUENCE && !isArray(value);
        out.add(brackets ? "[" : "{");
        members(out, value);
        out.add(brackets ? "]" : "}");
    }

    private void members(ValuePieces out, ValueTree value) {
        String separator = "";
        int step = value.kind == ValueTree.MAP ? 2 : 1;
        for (int i = 0; i < value.members.size() && !out.isCut(); i += step) {
            out.add(separator);
            key(out, value, i);
            append(out, value.members.get(i + step - 1));
            separator = ", ";
        }
        rest(out, value, separator);
    }

    private void key(ValuePieces out, ValueTree value, int index) {
        if (value.kind == ValueTree.OBJECT) {
            out.add(value.names.get(index)).add("=");
        } else if (value.kind == ValueTree.MAP) {
            append(out, value.members.get(index));
            out.add("=");
        }
    }

    private void string(ValuePieces out, ValueTree value) {
        if (isArray(value)) {
            head(out, value);
            out.add(" ");
        } else if (!value.className.equals("java.lang.String")) {
            out.add(Kind.CLASS_NAME, ClassLabel.of(value.className)).add(" ");
        }
        out.quote(value.text);
        if (ids.isReferenced(value.id) && !isArray(value)) {
            out.add(Kind.DIM, "#" + value.id);
        }
        int rest = value.size - value.text.length();
        if (rest > 0) {
            out.add(Kind.DIM, ELLIPSIS + " " + rest + " more");
        } else if (value.notCaptured != null) {
            out.add(Kind.DIM, label(value.notCaptured));
        }
    }

    private void missing(ValuePieces out, ValueTree value) {
        if (value.className == null) {
            out.add(Kind.DIM, value.notCaptured.equals(TOO_DEEP) ? ELLIPSIS : label(value.notCaptured));
        } else if (value.notCaptured.equals(TOO_DEEP)) {
            head(out, value);
        } else if (value.notCaptured.equals(TRUNCATED)) {
            head(out, value);
            out.add(Kind.DIM, ids.isReferenced(value.id) ? "" : ELLIPSIS);
        } else {
            out.add(Kind.DIM, label(value.notCaptured));
        }
    }

    private static void reference(ValuePieces out, ValueTree value) {
        out.add(Kind.CLASS_NAME, ClassLabel.of(value.className));
        out.add(Kind.DIM, value.id > 0 ? "#" + value.id : ELLIPSIS);
    }

    private static void character(ValuePieces out, char c) {
        String text = c == '\'' || c == '\\' ? "\\" + c : SafeText.of(Character.toString(c));
        out.add(Kind.STRING, "'" + text + "'");
    }

    private static boolean isArray(ValueTree value) {
        return value.className.startsWith("[");
    }

    /** How a reason looks in the place of a value. */
    static String label(String notCaptured) {
        return notCaptured.equals(TRUNCATED) ? ELLIPSIS : "[" + notCaptured + "]";
    }
}
