// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jspect.protocol.CarriedValue;
import dev.jspect.protocol.ThreadContext;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.context.CarriedName;
import dev.jspect.shell.context.Carriers;
import dev.jspect.shell.locals.FrameLocals;
import dev.jspect.shell.locals.Variable;
import dev.jspect.shell.text.Style;
import dev.jspect.shell.text.StyledText;
import dev.jspect.shell.text.ValueLine;
import dev.jspect.shell.values.DocumentIds;
import dev.jspect.shell.values.KnownTypes;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Variables of an event: any JSON is allowed there, and Sentry shows it as a tree. So that is what a value becomes, and text where JSON
 * has no form for it.
 */
final class SentryValues {
    private static final int MOST_NAME = 200;
    private static final int MOST_LINE = 400;
    private static final String MDC = "MDC";
    private static final String REST = "\u2026";

    /** Beyond this a number is another one in a browser. */
    private static final long EXACT = (1L << 53) - 1;

    private final JsonGenerator json;
    private final DocumentIds ids;
    private final ValueLine line;
    private final int depth;

    /** @param depth how deep objects are nested; below that they are text */
    SentryValues(JsonGenerator json, DocumentIds ids, int depth) {
        this.json = json;
        this.ids = ids;
        this.line = new ValueLine(ids);
        this.depth = depth;
    }

    /** Writes the field {@code vars} of a frame. */
    void variables(FrameLocals locals) throws IOException {
        json.writeObjectFieldStart("vars");
        Set<String> names = new HashSet<>();
        for (Variable variable : locals.variables()) {
            name(variable.name(), names);
            if (variable.value() == null) {
                json.writeString(label(String.valueOf(variable.notCaptured())));
            } else {
                value(variable.value(), depth);
            }
        }
        if (locals.notCaptured() != null) {
            name(REST, names);
            json.writeString(label(locals.notCaptured()));
        }
        json.writeEndObject();
    }

    /** Writes fields of {@code contexts}: the logging MDC, as Sentry's own integrations call it, and what else the thread carried. */
    void carried(ThreadContext thread) throws IOException {
        List<CarriedValue> shown = thread.values.stream()
                .filter(carried -> !CarriedName.isOfJdk(carried) && carried.value.kind != ValueTree.NULL)
                .toList();
        CarriedValue mdc = shown.stream()
                .filter(carried -> MDC.equals(Carriers.label(carried)) && carried.value.kind == ValueTree.MAP)
                .findFirst()
                .orElse(null);
        if (mdc != null) {
            json.writeFieldName(MDC);
            named(mdc.value, Math.max(1, depth));
        }
        json.writeObjectFieldStart("carried");
        Set<String> names = new HashSet<>();
        for (CarriedValue carried : shown) {
            if (carried != mdc) {
                name(CarriedName.of(carried), names);
                value(carried.value, depth);
            }
        }
        json.writeEndObject();
    }

    /** How a reason looks in the place of a value. */
    static String label(String notCaptured) {
        return notCaptured.startsWith("redacted") ? '[' + notCaptured + ']' : '<' + notCaptured + '>';
    }

    private void value(ValueTree value, int levels) throws IOException {
        switch (value.kind) {
            case ValueTree.NULL -> json.writeNull();
            case ValueTree.BOOLEAN -> json.writeBoolean(value.bits != 0);
            case ValueTree.BYTE, ValueTree.SHORT, ValueTree.INT, ValueTree.LONG -> {
                if (Math.abs(value.bits) <= EXACT && value.bits != Long.MIN_VALUE) {
                    json.writeNumber(value.bits);
                } else {
                    json.writeString(Long.toString(value.bits));
                }
            }
            case ValueTree.FLOAT -> number(Float.toString(Float.intBitsToFloat((int) value.bits)));
            case ValueTree.DOUBLE -> number(Double.toString(Double.longBitsToDouble(value.bits)));
            case ValueTree.CHAR -> json.writeString(Character.toString((char) value.bits));
            case ValueTree.STRING -> json.writeString(string(value));
            case ValueTree.ENUM, ValueTree.CLASS -> json.writeString(value.text);
            case ValueTree.OBJECT, ValueTree.SEQUENCE, ValueTree.MAP -> object(value, levels);
            default -> json.writeString(missing(value));
        }
    }

    /** JSON has no infinities, and nothing that is not a number. */
    private void number(String number) throws IOException {
        if (Character.isLetter(number.charAt(number.length() - 1))) {
            json.writeString(number);
        } else {
            json.writeNumber(number);
        }
    }

    private static String string(ValueTree value) {
        int rest = value.size - value.text.length();
        return rest > 0 ? value.text + REST + ' ' + rest + " more" : value.text;
    }

    private String missing(ValueTree value) throws IOException {
        String reason = value.notCaptured;
        boolean isThere = reason == null || reason.equals("too deep") || reason.equals("truncated");
        return isThere ? line(value) : label(reason);
    }

    private String line(ValueTree value) throws IOException {
        StringBuilder text = new StringBuilder();
        line.write(new StyledText(text, Style.PLAIN, MOST_LINE), value);
        return text.toString();
    }

    private void object(ValueTree value, int levels) throws IOException {
        boolean isEmptied = value.members.isEmpty() && value.size > 0;
        if (levels <= 0 || isEmptied || KnownTypes.text(value, ids) != null) {
            json.writeString(line(value));
        } else if (value.kind == ValueTree.SEQUENCE) {
            json.writeStartArray();
            for (ValueTree member : value.members) {
                value(member, levels - 1);
            }
            String rest = rest(value, value.members.size());
            if (!rest.isEmpty()) {
                json.writeString(REST + ' ' + rest);
            }
            json.writeEndArray();
        } else {
            named(value, levels);
        }
    }

    private void named(ValueTree value, int levels) throws IOException {
        boolean isMap = value.kind == ValueTree.MAP;
        int step = isMap ? 2 : 1;
        Set<String> names = new HashSet<>();
        json.writeStartObject();
        if (!isMap) {
            String id = ids.isReferenced(value.id) ? "#" + value.id : "";
            name("@class", names);
            json.writeString(value.className + id);
        }
        for (int i = 0; i < value.members.size(); i += step) {
            name(isMap ? key(value.members.get(i)) : value.names.get(i), names);
            value(value.members.get(i + step - 1), levels - 1);
        }
        String rest = rest(value, value.members.size() / step);
        if (!rest.isEmpty()) {
            name(REST, names);
            json.writeString(rest);
        }
        json.writeEndObject();
    }

    private static String rest(ValueTree value, int shown) {
        if (value.size > shown) {
            return value.size - shown + " more";
        }
        return value.notCaptured == null ? "" : label(value.notCaptured);
    }

    private String key(ValueTree key) throws IOException {
        return key.kind == ValueTree.STRING ? string(key) : line(key);
    }

    /** Writes the name of a field; names of a frame or of an object need not differ in bytecode, and in JSON they must. */
    private void name(String name, Set<String> taken) throws IOException {
        String unique = SentryDetail.cut(name, MOST_NAME);
        for (int i = taken.size(); !taken.add(unique); i++) {
            unique = SentryDetail.cut(name, MOST_NAME) + " (" + i + ')';
        }
        json.writeFieldName(unique);
    }
}
