// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.locals.Variable;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SentryValuesTest {
    private static JsonNode vars(Variable... variables) throws IOException {
        return SentryJsonTest.written(ThrownSample.event(ThrownSample.one(), List.of(variables)))
                .at("/exception/values/0/stacktrace/frames/0/vars");
    }

    private static Variable variable(String name, ValueTree value) {
        return Variable.of(name, "T", false, value);
    }

    private static ValueTree number(int kind, long bits) {
        return ValueTree.ofPrimitive(kind, bits, null);
    }

    private static ValueTree string(String text) {
        return ValueTree.ofString(text, "java.lang.String", 0, text.length(), null);
    }

    @Test
    void scalarsAreJsonsOwn() throws IOException {
        assertEquals(
                "{\"a\":null,\"b\":true,\"c\":-7,\"d\":\"9007199254740993\",\"e\":0.5,\"f\":\"NaN\",\"g\":\"-Infinity\","
                        + "\"h\":\"x\",\"i\":\"eggs\",\"j\":\"NEW\",\"k\":\"1.0E300\"}",
                vars(
                                variable("a", ValueTree.ofNull()),
                                variable("b", number(ValueTree.BOOLEAN, 1)),
                                variable("c", number(ValueTree.INT, -7)),
                                variable("d", number(ValueTree.LONG, (1L << 53) + 1)),
                                variable("e", number(ValueTree.DOUBLE, Double.doubleToRawLongBits(0.5))),
                                variable("f", number(ValueTree.FLOAT, Float.floatToRawIntBits(Float.NaN))),
                                variable(
                                        "g",
                                        number(ValueTree.DOUBLE, Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY))),
                                variable("h", number(ValueTree.CHAR, 'x')),
                                variable("i", string("eggs")),
                                variable("j", ValueTree.ofName(ValueTree.ENUM, "NEW", "com.shop.Status", 0)),
                                variable("k", string("1.0E300")))
                        .toString());
    }

    @Test
    void objectsAreNested() throws IOException {
        ValueTree items = ValueTree.ofMembers(
                ValueTree.SEQUENCE, "java.util.ArrayList", 3, 4, List.of(string("eggs")), "truncated");
        ValueTree order = ValueTree.ofObject(
                "com.shop.Order",
                2,
                List.of("items", "self", "till"),
                List.of(
                        items,
                        ValueTree.ofSeen("com.shop.Order", 2),
                        ValueTree.ofMissing("too deep", "com.shop.Till", 0, ValueTree.NO_SIZE)),
                null);
        ValueTree stock = ValueTree.ofMembers(
                ValueTree.MAP,
                "java.util.HashMap",
                5,
                2,
                List.of(string("eggs"), number(ValueTree.INT, 3), string("eggs"), number(ValueTree.INT, 4)),
                null);

        assertEquals(
                "{\"order\":{\"@class\":\"com.shop.Order#2\",\"items\":[\"eggs\",\"… 3 more\"],\"self\":\"Order#2\","
                        + "\"till\":\"Till\"},\"stock\":{\"eggs\":3,\"eggs (1)\":4}}",
                vars(variable("order", order), variable("stock", stock)).toString());
    }

    @Test
    void whatIsNotThereSaysWhy() throws IOException {
        assertEquals(
                "{\"a\":\"<optimized away>\",\"password\":\"[redacted]\",\"b\":\"[redacted]\",\"c\":\"ab… 7 more\"}",
                vars(
                                Variable.notCaptured("a", "int", true, "optimized away"),
                                Variable.notCaptured("password", "String", false, "redacted"),
                                variable("b", ValueTree.ofMissing("redacted", "java.lang.String", 0, 9)),
                                variable("c", ValueTree.ofString("ab", "java.lang.String", 0, 9, "truncated")))
                        .toString());
    }
}
