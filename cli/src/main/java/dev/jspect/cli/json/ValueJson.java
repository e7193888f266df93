// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.locals.Variable;
import dev.jspect.shell.values.DocumentIds;
import dev.jspect.shell.values.KnownTypes;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Variables and values in documents: what JSON has a form for in that form, all else as an object.
 *
 * <p>An object of the target is written out once; elsewhere only its type and its id tell which it is.
 */
final class ValueJson {
    private static final String STRING = "java.lang.String";

    private final JsonGenerator json;
    private final DocumentIds ids;

    /**
     * Writes into a document.
     *
     * @param ids the objects of the whole document
     */
    ValueJson(JsonGenerator json, DocumentIds ids) {
        this.json = json;
        this.ids = ids;
    }

    /** Writes the variables of a frame as an array. */
    void variables(List<Variable> variables) throws IOException {
        json.writeStartArray();
        for (Variable variable : variables) {
            json.writeStartObject();
            json.writeStringField("name", variable.name());
            json.writeStringField("type", variable.type());
            json.writeBooleanField("argument", variable.argument());
            if (variable.value() == null) {
                json.writeStringField("notCaptured", variable.notCaptured());
            } else {
                json.writeFieldName("value");
                value(variable.value());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes a value. */
    void value(ValueTree value) throws IOException {
        switch (value.kind) {
            case ValueTree.NULL -> json.writeNull();
            case ValueTree.BOOLEAN -> json.writeBoolean(value.bits != 0);
            case ValueTree.BYTE, ValueTree.SHORT, ValueTree.INT, ValueTree.LONG -> json.writeNumber(value.bits);
            case ValueTree.FLOAT -> {
                float number = Float.intBitsToFloat((int) value.bits);
                if (Float.isFinite(number)) {
                    json.writeNumber(number);
                } else {
                    noNumber(Float.toString(number), value.className, "float");
                }
            }
            case ValueTree.DOUBLE -> {
                double number = Double.longBitsToDouble(value.bits);
                if (Double.isFinite(number)) {
                    json.writeNumber(number);
                } else {
                    noNumber(Double.toString(number), value.className, "double");
                }
            }
            case ValueTree.CHAR -> json.writeString(Character.toString((char) value.bits));
            case ValueTree.STRING -> {
                if (value.notCaptured == null && value.className.equals(STRING)) {
                    json.writeString(value.text);
                } else {
                    object(value, value.text);
                }
            }
            case ValueTree.ENUM, ValueTree.CLASS -> object(value, value.text);
            default -> object(value, KnownTypes.text(value, ids));
        }
    }

    private void noNumber(String text, @Nullable String box, String primitive) throws IOException {
        json.writeStartObject();
        json.writeStringField("text", text);
        json.writeStringField("type", box == null ? primitive : box);
        json.writeEndObject();
    }

    private void object(ValueTree value, @Nullable String text) throws IOException {
        json.writeStartObject();
        if (text != null) {
            json.writeStringField("text", text);
        }
        if (value.className != null) {
            json.writeStringField("type", value.className);
        }
        if (value.id > 0) {
            json.writeStringField("id", "#" + value.id);
        }
        if (value.size != ValueTree.NO_SIZE) {
            json.writeNumberField("size", value.size);
        }
        if (text == null) {
            members(value);
        }
        if (value.notCaptured != null) {
            json.writeStringField("notCaptured", value.notCaptured);
        }
        json.writeEndObject();
    }

    private void members(ValueTree value) throws IOException {
        switch (value.kind) {
            case ValueTree.OBJECT -> {
                json.writeArrayFieldStart("fields");
                for (int i = 0; i < value.members.size(); i++) {
                    json.writeStartObject();
                    json.writeStringField("name", value.names.get(i));
                    member("value", value.members.get(i));
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            case ValueTree.SEQUENCE -> {
                json.writeArrayFieldStart("elements");
                for (ValueTree element : value.members) {
                    value(element);
                }
                json.writeEndArray();
            }
            case ValueTree.MAP -> {
                json.writeArrayFieldStart("entries");
                for (int i = 0; i < value.members.size(); i += 2) {
                    json.writeStartObject();
                    member("key", value.members.get(i));
                    member("value", value.members.get(i + 1));
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            default -> {
                // Missing, or written out elsewhere.
            }
        }
    }

    private void member(String name, ValueTree value) throws IOException {
        json.writeFieldName(name);
        value(value);
    }
}
