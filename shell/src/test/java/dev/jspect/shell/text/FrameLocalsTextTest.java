// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import static dev.jspect.shell.values.Trees.cut;
import static dev.jspect.shell.values.Trees.map;
import static dev.jspect.shell.values.Trees.number;
import static dev.jspect.shell.values.Trees.object;
import static dev.jspect.shell.values.Trees.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.locals.Variable;
import dev.jspect.shell.values.DocumentIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FrameLocalsTextTest {
    private static final ValueTree ITEM = object("com.shop.Order$Item", 4, "sku", text("A-1"), "count", number(2));
    private static final ValueTree ORDER = object(
            "com.shop.Order",
            2,
            "number",
            number(1017),
            "customer",
            text("ann"),
            "items",
            cut("java.util.ArrayList", 3, 1000, ITEM, ITEM, ITEM),
            "prices",
            map("java.util.TreeMap", 1, text("apple"), number(3)));
    private static final List<Variable> VARIABLES = List.of(
            Variable.of("order", "com.shop.Order", true, ORDER),
            Variable.notCaptured("pw", "java.lang.String", true, "redacted"),
            Variable.notCaptured("total", "long", false, "not live"),
            Variable.of("i", "int", false, number(3)));

    @Test
    void oneLineAVariable() throws IOException {
        assertEquals("""
                    Arguments
                      order  = Order{number=1017, customer="ann", items=ArrayList(1000)[Order.I…
                      pw     [redacted]
                    Locals
                      total  not live
                      i      = 3
                """, shown(80, false, VARIABLES, null));
        assertEquals("""
                    Arguments
                      order  = Order{number=1017, customer="ann", items=ArrayList(1000)[Order.Item{sku="A-1", count=2}, Order.Item{sku="A-1", count=2}, Order.Item{sku="A-1", count=2}, … 997 more], prices=TreeMap(1){…
                """, shown(200, false, VARIABLES.subList(0, 1), null));
    }

    @Test
    void takesLinesOfUnlimitedWidth() throws IOException {
        assertTrue(shown(Integer.MAX_VALUE, false, VARIABLES, null).contains("prices=TreeMap(1){\"apple\"=3}}\n"));
        assertTrue(shown(Integer.MAX_VALUE, true, VARIABLES, null).contains("        customer = \"ann\"\n"));
    }

    @Test
    void deepValuesTakeTheLinesTheyNeed() throws IOException {
        assertEquals("""
                    Arguments
                      order  = Order
                        number   = 1017
                        customer = "ann"
                        items    = ArrayList(1000)
                          [0] = Order.Item{sku="A-1", count=2}
                          [1] = Order.Item{sku="A-1", count=2}
                          [2] = Order.Item{sku="A-1", count=2}
                          … 997 more
                        prices   = TreeMap(1){"apple"=3}
                      pw     [redacted]
                    Locals
                      total  not live
                      i      = 3
                """, shown(80, true, VARIABLES, null));
    }

    @Test
    void deepMapsHaveTheirKeysInFront() throws IOException {
        ValueTree value = map("java.util.HashMap", 9, text("first"), ORDER, text("second"), number(2));

        assertEquals("""
                    Locals
                      m  = HashMap(9)
                        "first" = Order{number=1017, customer="ann", items=ArrayList(1000)[Order.Item{sku="A-1", count=2}, Order.Item{sku="A-1", count=2}, Order.Item{sku="A-1", count=2}, … 997 more], prices=TreeMap(1){"apple"=3}}
                        "second" = 2
                        … 7 more
                """, shown(225, true, List.of(Variable.of("m", "java.util.Map", false, value)), null));
    }

    @Test
    void saysWhyThereAreNoMore() throws IOException {
        assertEquals("    Locals  no debug info\n", shown(80, false, List.of(), "no debug info"));
        assertEquals("""
                    Locals
                      i  = 3
                    Others  out of time
                """, shown(80, false, VARIABLES.subList(3, 4), "out of time"));
        assertEquals("", shown(80, false, List.of(), null));
    }

    @Test
    void longNamesDoNotPushTheOthersAway() throws IOException {
        List<Variable> variables = List.of(
                Variable.of("aNameThatIsLongerThanAllTheOthers", "int", false, number(1)),
                Variable.of("x", "int", false, number(2)),
                Variable.of("n".repeat(100) + "\u001b[31m", "int", false, number(3)));

        assertEquals("""
                    Locals
                      aNameThatIsLongerThanAllTheOthers  = 1
                      x  = 2
                      nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn…  = 3
                """, shown(80, false, variables, null));
    }

    @Test
    void labelsAreDim() throws IOException {
        StringBuilder out = new StringBuilder();

        new FrameLocalsText(DocumentIds.of(List.of()), false)
                .write(new StyledText(out, Style.ANSI, 80), VARIABLES.subList(2, 4), null);

        assertEquals("""
                    \u001b[2mLocals\u001b[0m
                      total  \u001b[2mnot live\u001b[0m
                      i      = \u001b[34m3\u001b[0m
                """, out.toString());
    }

    @Test
    void noLineIsWiderThanTheScreen() throws IOException {
        Random random = new Random(4);
        for (int i = 0; i < 3_000; i++) {
            int width = 40 + random.nextInt(100);
            List<Variable> variables = new ArrayList<>();
            for (int j = random.nextInt(4); j > 0; j--) {
                variables.add(Variable.of(
                        "\u540d".repeat(random.nextInt(60)), "int", j < 2, ValueLineTest.random(random, 5)));
            }
            String shown = shown(width, true, variables, null);
            shown.lines().forEach(line -> assertTrue(CellWidth.of(line) <= width, width + line));
        }
    }

    private static String shown(int width, boolean deep, List<Variable> variables, @Nullable String notCaptured)
            throws IOException {
        // What is shared in these tests is one object of Java, not of a target.
        StringBuilder out = new StringBuilder();
        DocumentIds ids = DocumentIds.of(List.of());
        new FrameLocalsText(ids, deep).write(new StyledText(out, Style.PLAIN, width), variables, notCaptured);
        return out.toString();
    }
}
