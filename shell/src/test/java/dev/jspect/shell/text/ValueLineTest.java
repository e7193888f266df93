// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import static dev.jspect.shell.values.Trees.cut;
import static dev.jspect.shell.values.Trees.map;
import static dev.jspect.shell.values.Trees.number;
import static dev.jspect.shell.values.Trees.object;
import static dev.jspect.shell.values.Trees.sequence;
import static dev.jspect.shell.values.Trees.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.values.DocumentIds;
import dev.jspect.shell.values.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ValueLineTest {
    private static final ValueTree ITEM = object("com.shop.Order$Item", 4, "sku", text("A-1"), "count", number(2));
    private static final ValueTree ORDER = object(
            "com.shop.Order",
            2,
            "number",
            number(1017),
            "customer",
            text("ann"),
            "items",
            sequence("java.util.ImmutableCollections$ListN", 3, ITEM),
            "status",
            ValueTree.ofName(ValueTree.ENUM, "NEW", "com.shop.Status", 5));

    @Test
    void objectsAreWrittenWithTheirFields() {
        assertEquals(
                "Order{number=1017, customer=\"ann\", items=ListN(1)[Order.Item{sku=\"A-1\", count=2}], status=NEW}",
                line(200, ORDER));
    }

    @Test
    void lineIsCutToItsWidth() {
        String line = line(80, ORDER);

        assertEquals("Order{number=1017, customer=\"ann\", items=ListN(1)[Order.Item{sku=\"A-1\", count=2…", line);
        assertEquals(80, CellWidth.of(line));
        assertEquals("Order{number=1017, …", line(20, ORDER));
        assertEquals("Order{number=1017…", line(18, ORDER));
        assertEquals("…", line(1, ORDER));
        assertEquals("\u540d…", line(4, word("\u540d\u540d\u540d")));
    }

    private static ValueTree word(String name) {
        return ValueTree.ofName(ValueTree.ENUM, name, "E", 0);
    }

    @Test
    void primitivesAreAsInSource() {
        assertEquals("null", line(80, ValueTree.ofNull()));
        assertEquals("true", line(80, ValueTree.ofPrimitive(ValueTree.BOOLEAN, 1, null)));
        assertEquals("-5", line(80, ValueTree.ofPrimitive(ValueTree.BYTE, -5, "java.lang.Byte")));
        assertEquals("9223372036854775807", line(80, number(Long.MAX_VALUE)));
        assertEquals("0.1", line(80, ValueTree.ofPrimitive(ValueTree.FLOAT, Float.floatToRawIntBits(0.1f), null)));
        assertEquals(
                "NaN", line(80, ValueTree.ofPrimitive(ValueTree.DOUBLE, Double.doubleToRawLongBits(Double.NaN), null)));
        assertEquals("'x'", line(80, ValueTree.ofPrimitive(ValueTree.CHAR, 'x', null)));
        assertEquals("'\\''", line(80, ValueTree.ofPrimitive(ValueTree.CHAR, '\'', null)));
        assertEquals("'\\ud83d'", line(80, ValueTree.ofPrimitive(ValueTree.CHAR, 0xd83d, null)));
        assertEquals(
                "Order.Item.class",
                line(80, ValueTree.ofName(ValueTree.CLASS, "com.shop.Order$Item", "java.lang.Class", 1)));
    }

    @Test
    void stringsAreQuotedAndSayHowMuchIsMissing() {
        assertEquals("\"a\\\"b\\n\\e[31m\\u202e\"", line(80, text("a\"b\n\u001b[31m\u202e")));
        assertEquals(
                "\"abc\"… 9997 more", line(80, ValueTree.ofString("abc", "java.lang.String", 0, 10_000, "truncated")));
        assertEquals("StringBuilder \"ab\"", line(80, ValueTree.ofString("ab", "java.lang.StringBuilder", 1, 2, null)));
        assertEquals("char[2] \"ab\"", line(80, ValueTree.ofString("ab", "[C", 1, 2, null)));
        assertEquals("\"aaaaaaaa…", line(10, text("a".repeat(1_000_000))));
    }

    @Test
    void containersTellTheirSize() {
        ValueTree one = number(1);
        assertEquals("ArrayList(3)[1, 1, 1]", line(80, sequence("java.util.ArrayList", 1, one, one, one)));
        assertEquals("ArrayList(1000)[1, … 999 more]", line(80, cut("java.util.ArrayList", 1, 1000, one)));
        assertEquals("int[3]{1, 1, 1}", line(80, sequence("[I", 1, one, one, one)));
        assertEquals("int[2][]{null, null}", line(80, sequence("[[I", 1, ValueTree.ofNull(), ValueTree.ofNull())));
        assertEquals("String[0]{}", line(80, sequence("[Ljava.lang.String;", 1)));
        assertEquals(
                "TreeMap(5){\"apple\"=3, … 4 more}", line(80, map("java.util.TreeMap", 5, text("apple"), number(3))));
    }

    @Test
    void objectsThatAreReferredToShowTheirId() {
        ValueTree seen = ValueTree.ofSeen("com.shop.Order$Item", 4);

        assertEquals(
                "ArrayList(2)[Order.Item#4{sku=\"A-1\", count=2}, Order.Item#4]",
                line(80, sequence("java.util.ArrayList", 1, ITEM, seen)));
        assertEquals("Order.Item{sku=\"A-1\", count=2}", line(80, ITEM));
    }

    @Test
    void whatIsNotThereSaysWhy() {
        assertEquals("Order…", line(80, ValueTree.ofMissing("truncated", "com.shop.Order", 0, ValueTree.NO_SIZE)));
        assertEquals("ArrayList(7)…", line(80, ValueTree.ofMissing("truncated", "java.util.ArrayList", 12, 7)));
        assertEquals("…", line(80, ValueTree.ofMissing("truncated", null, 0, ValueTree.NO_SIZE)));
        assertEquals("[redacted]", line(80, ValueTree.ofMissing("redacted", "java.lang.String", 0, 12)));
        assertEquals(
                "Order{a=1, …}",
                line(80, ValueTree.ofObject("com.shop.Order", 1, List.of("a"), List.of(number(1)), "truncated")));
        assertEquals(
                "Order{[unreadable]}",
                line(80, ValueTree.ofObject("com.shop.Order", 1, List.of(), List.of(), "unreadable")));
    }

    @Test
    void whatLiesTooDeepIsItsClassAndSize() {
        ValueTree warehouse = ValueTree.ofMissing("too deep", "com.shop.Warehouse", 12, ValueTree.NO_SIZE);
        ValueTree prices = ValueTree.ofMissing("too deep", "[I", 13, 9);

        assertEquals("Packer{warehouse=Warehouse}", line(80, object("com.shop.Packer", 1, "warehouse", warehouse)));
        assertEquals(
                "Packer{a=Warehouse#12, b=Warehouse#12}",
                line(80, object("com.shop.Packer", 1, "a", warehouse, "b", warehouse)));
        assertEquals("int[9]", line(80, prices));
        assertEquals(
                "ListN(3)", line(80, ValueTree.ofMissing("too deep", "java.util.ImmutableCollections$ListN", 7, 3)));
    }

    @Test
    void whatWasCutAwayEntirelyLeavesAHint() {
        assertEquals("TreeMap(5){…}", line(80, map("java.util.TreeMap", 5)));
        assertEquals("ArrayList(1000)[…]", line(80, cut("java.util.ArrayList", 1, 1000)));
        assertEquals("Order{…}", line(80, ValueTree.ofObject("com.shop.Order", 1, List.of(), List.of(), "truncated")));
    }

    @Test
    void knownTypesAreTheirText() {
        ValueTree date = object("java.time.LocalDate", 8, "year", number(2024), "month", number(2), "day", number(29));

        assertEquals("Invoice{due=2024-02-29}", line(80, object("com.shop.Invoice", 1, "due", date)));
        assertEquals("LocalDate{year=2024}", line(80, object("java.time.LocalDate", 8, "year", number(2024))));
    }

    @Test
    void coloursTellKindsApart() throws IOException {
        StringBuilder out = new StringBuilder();
        ValueTree value = object("Order", 1, "n", number(1), "s", text("a"), "x", ValueTree.ofSeen("Order", 1));

        new ValueLine(DocumentIds.of(List.of(value))).write(new StyledText(out, Style.ANSI, 80), value);

        assertEquals(
                "Order\u001b[2m#1\u001b[0m{n=\u001b[34m1\u001b[0m, s=\u001b[32m\"a\"\u001b[0m, x=Order\u001b[2m#1\u001b[0m}",
                out.toString());
    }

    @Test
    void namesOfTheTargetCannotDriveTheTerminal() {
        String evil = "\u001b[2J\u202e\u0007";
        ValueTree value = object(evil, 1, evil, ValueTree.ofName(ValueTree.ENUM, evil, evil, 0), evil, word(evil));

        assertEquals(
                "\\e[2J\\u202e\\u0007{\\e[2J\\u202e\\u0007=\\e[2J\\u202e\\u0007, \\e[2J\\u202e\\u0007=\\e[2J\\u202e\\u0007}",
                line(200, value));
    }

    @Test
    void noTreeIsWiderThanItsLine() {
        Random random = new Random(9);
        for (int i = 0; i < 20_000; i++) {
            int width = 1 + random.nextInt(60);
            String line = line(width, random(random, 4));
            assertTrue(CellWidth.of(line) <= width, line);
            assertEquals(SafeText.of(line), line);
        }
    }

    static ValueTree random(Random random, int depth) {
        String name = List.of("a.B$C", "[I", "[x", "\u540d\u524d", "", "$", "e\u0301\u0301", "\u001b")
                .get(random.nextInt(8));
        ValueTree[] members = new ValueTree[depth == 0 ? 0 : 2 * random.nextInt(3)];
        for (int i = 0; i < members.length; i++) {
            members[i] = random(random, depth - 1);
        }
        return switch (random.nextInt(8)) {
            case 0 -> number(random.nextLong());
            case 1 -> ValueTree.ofString(name, name, random.nextInt(3), random.nextInt(9), null);
            case 2 -> ValueTree.ofMissing(name, name, random.nextInt(3), random.nextInt(9));
            case 3 -> ValueTree.ofSeen(name, random.nextInt(3));
            case 4 -> map(name, random.nextInt(9), members);
            case 5 -> cut(name, random.nextInt(3), random.nextInt(9), members);
            case 6 -> word(name);
            default ->
                ValueTree.ofObject(
                        name, 1, List.of(name, name, name, name).subList(0, members.length), List.of(members), null);
        };
    }

    private static String line(int width, ValueTree value) {
        try {
            StringBuilder out = new StringBuilder();
            new ValueLine(Trees.ids(value)).write(new StyledText(out, Style.PLAIN, width), value);
            return out.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
