// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.locals.Variable;
import dev.jspect.shell.values.DocumentIds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ValueJsonTest {
    private static final ValueTree ONE = number(ValueTree.INT, 1);
    private static final ValueTree ITEM =
            ValueTree.ofObject("com.shop.Order$Item", 4, List.of("count"), List.of(ONE), null);

    @Test
    void primitivesAndStringsAreJsonsOwn() {
        assertEquals("null", value(ValueTree.ofNull()));
        assertEquals("true", value(number(ValueTree.BOOLEAN, 1)));
        assertEquals("-7", value(ValueTree.ofPrimitive(ValueTree.BYTE, -7, "java.lang.Byte")));
        assertEquals("9223372036854775807", value(number(ValueTree.LONG, Long.MAX_VALUE)));
        assertEquals("0.1", value(number(ValueTree.FLOAT, Float.floatToRawIntBits(0.1f))));
        assertEquals("-0.0", value(number(ValueTree.DOUBLE, Double.doubleToRawLongBits(-0.0))));
        assertEquals("\"x\"", value(number(ValueTree.CHAR, 'x')));
        assertEquals("\"\\uD83D\"", value(number(ValueTree.CHAR, 0xd83d)));
        assertEquals("\"a\\\"\\u001B\\u202E\"", value(string("a\"\u001b\u202e", 4, null)));
    }

    @Test
    void numbersThatJsonDoesNotHaveAreObjects() {
        assertEquals(
                "{\"text\":\"NaN\",\"type\":\"float\"}",
                value(number(ValueTree.FLOAT, Float.floatToRawIntBits(Float.NaN))));
        assertEquals(
                "{\"text\":\"-Infinity\",\"type\":\"java.lang.Double\"}",
                value(ValueTree.ofPrimitive(
                        ValueTree.DOUBLE, Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY), "java.lang.Double")));
    }

    @Test
    void stringsThatAreNotWholeSaySo() {
        assertEquals(
                "{\"text\":\"ab\",\"type\":\"java.lang.String\",\"size\":9,\"notCaptured\":\"truncated\"}",
                value(string("ab", 9, "truncated")));
        assertEquals(
                "{\"type\":\"java.lang.String\",\"size\":9,\"notCaptured\":\"redacted\"}",
                value(ValueTree.ofMissing("redacted", "java.lang.String", 0, 9)));
        assertEquals(
                "{\"text\":\"ab\",\"type\":\"[C\",\"id\":\"#3\",\"size\":2}",
                value(ValueTree.ofString("ab", "[C", 3, 2, null)));
    }

    @Test
    void objectsHaveTheirMembers() {
        assertEquals(
                "{\"type\":\"com.shop.Order$Item\",\"id\":\"#4\",\"fields\":[{\"name\":\"count\",\"value\":1}]}",
                value(ITEM));
        assertEquals(
                "{\"type\":\"[I\",\"id\":\"#5\",\"size\":9,\"elements\":[1],\"notCaptured\":\"truncated\"}",
                value(ValueTree.ofMembers(ValueTree.SEQUENCE, "[I", 5, 9, List.of(ONE), "truncated")));
        assertEquals(
                "{\"type\":\"java.util.HashMap\",\"id\":\"#6\",\"size\":1,\"entries\":[{\"key\":1,\"value\":null}]}",
                value(ValueTree.ofMembers(
                        ValueTree.MAP, "java.util.HashMap", 6, 1, List.of(ONE, ValueTree.ofNull()), null)));
        assertEquals(
                "{\"type\":\"com.shop.Order$Item\",\"id\":\"#4\"}", value(ValueTree.ofSeen("com.shop.Order$Item", 4)));
        assertEquals(
                "{\"notCaptured\":\"truncated\"}", value(ValueTree.ofMissing("truncated", null, 0, ValueTree.NO_SIZE)));
    }

    @Test
    void textIsThereWhereAWordSaysAll() {
        assertEquals(
                "{\"text\":\"NEW\",\"type\":\"com.shop.Status\",\"id\":\"#2\"}",
                value(ValueTree.ofName(ValueTree.ENUM, "NEW", "com.shop.Status", 2)));
        assertEquals(
                "{\"text\":\"com.shop.Order\",\"type\":\"java.lang.Class\",\"id\":\"#2\"}",
                value(ValueTree.ofName(ValueTree.CLASS, "com.shop.Order", "java.lang.Class", 2)));
        assertEquals(
                "{\"text\":\"2024-01-01\",\"type\":\"java.time.LocalDate\",\"id\":\"#7\"}",
                value(ValueTree.ofObject(
                        "java.time.LocalDate",
                        7,
                        List.of("year", "month", "day"),
                        List.of(number(ValueTree.INT, 2024), ONE, ONE),
                        null)));
    }

    @Test
    void variablesHaveAValueOrAReason() {
        assertEquals(
                "[{\"name\":\"a\",\"type\":\"int\",\"argument\":true,\"value\":1},"
                        + "{\"name\":\"b\",\"type\":\"int\",\"argument\":false,\"notCaptured\":\"not live\"}]",
                written(json -> json.variables(List.of(
                        Variable.of("a", "int", true, ONE), Variable.notCaptured("b", "int", false, "not live")))));
    }

    @Test
    void deepestValueOfTheWireIsWritten() {
        ValueTree value = ONE;
        for (int i = 0; i < ValueTree.MAX_DEPTH; i++) {
            value = ValueTree.ofObject("A", 0, List.of("a"), List.of(value), null);
        }

        assertEquals(ValueTree.MAX_DEPTH, value(value).split("fields", -1).length - 1);
    }

    private static ValueTree number(int kind, long bits) {
        return ValueTree.ofPrimitive(kind, bits, null);
    }

    private static ValueTree string(String text, int length, @Nullable String notCaptured) {
        return ValueTree.ofString(text, "java.lang.String", 0, length, notCaptured);
    }

    /** Returns a value's JSON, which is checked against the schema. */
    private static String value(ValueTree value) {
        String text = written(json -> json.value(value));
        assertEquals(
                "",
                Schemas.violations(
                        "frames",
                        frames("[{\"name\":\"v\",\"type\":\"T\",\"argument\":true,\"value\":" + text + "}]")));
        return text;
    }

    @Test
    void schemaRefusesWhatIsNotAVariable() {
        assertNotEquals(
                "", Schemas.violations("frames", frames("[{\"name\":\"v\",\"type\":\"T\",\"argument\":true}]")));
        assertNotEquals(
                "",
                Schemas.violations(
                        "frames", frames("[{\"name\":\"v\",\"type\":\"T\",\"argument\":true,\"value\":{\"id\":7}}]")));
    }

    private static String frames(String locals) {
        return "{\"schema\":1,\"target\":{\"pid\":1,\"name\":\"a\",\"javaVersion\":null},\"takenAt\":\"2024-01-01T00:00:00Z\","
                + "\"threads\":[{\"id\":1,\"name\":\"main\",\"daemon\":false,\"virtual\":false,\"priority\":5,"
                + "\"state\":null,\"cpuMs\":null,\"elapsedMs\":null,\"osThreadId\":null,\"waitingOn\":null,"
                + "\"frames\":[{\"depth\":0,\"className\":\"A\",\"methodName\":\"m\",\"descriptor\":\"()V\",\"file\":null,"
                + "\"line\":1,\"bci\":3,\"nativeMethod\":false,\"locked\":[],\"locals\":" + locals
                + ",\"localsNotCaptured\":\"out of time\"}],\"synchronizers\":[]}],\"deadlocks\":[],\"receipt\":null}";
    }

    private interface Writing {
        void to(ValueJson json) throws IOException;
    }

    private static String written(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonOutput.document(out, (JsonGenerator json) -> {
            json.writeFieldName("v");
            writing.to(new ValueJson(json, DocumentIds.of(List.of())));
        });
        String document = out.toString(StandardCharsets.UTF_8);
        return document.substring("{\"schema\":1,\"v\":".length(), document.length() - 2);
    }
}
