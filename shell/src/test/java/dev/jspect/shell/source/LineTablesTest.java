// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.protocol.MethodFacts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineTablesTest {
    /** With what could mislead: braces and comment signs in literals, names in comments, one-liners. */
    private static final String SOURCE = """
            package com.shop;

            import java.util.*;

            @Data
            public class Shop<T> {
                private final List<T> items = new ArrayList<>(); // sell() {

                Shop(int hour)
                        throws Exception {
                    this.hour = hour;
                }

                /* void pay() {
                 */
                int sell(Map<String, T> what, String... names) {
                    String s = "/* } \\" {";

                    return s.length();
                }

                @SneakyThrows
                void sell() {
                    items.forEach(item -> {
                        item.pay();
                    });
                    char c = '"';
                }

                String text() { return \"""
                    void pay() {

                    \"""; }

                record Pair(int first, int second) {}
            }
            """;

    @Test
    void methodsFitWhereTheyAre() {
        assertTrue(fits("sell", "(Ljava/util/Map;)I", 17, 19));
        assertTrue(fits("sell", "()V", 24, 27, 28));
        assertTrue(fits("lambda$sell$0", "(Ljava/lang/Object;)V", 25, 26));
        assertTrue(fits("text", "()Ljava/lang/String;", 30, 33));
        assertTrue(fits("<init>", "(I)V", 10, 7, 11, 12));
        assertTrue(fits("<clinit>", "()V", 7));
    }

    @Test
    void linesWithoutCodeTell() {
        assertFalse(fits("sell", "(Ljava/util/Map;)I", 17, 18), "blank");
        assertFalse(fits("run", "()V", 14), "comment");
        assertFalse(fits("run", "()V", 3), "import");
        assertFalse(fits("run", "()V", 1), "package");
        assertFalse(fits("run", "()V", 31, 32), "text");
        assertFalse(fits("run", "()V", 37), "beyond the end");
    }

    @Test
    void linesOutsideOfTheBodyTell() {
        assertFalse(fits("sell", "(Ljava/util/Map;)I", 16, 19), "begins at its name");
        assertFalse(fits("sell", "(Ljava/util/Map;)I", 17, 20), "returns a value behind its end");
        assertFalse(fits("sell", "()V", 24, 30), "ends in the next method");
        assertFalse(fits("<init>", "(I)V", 10, 7, 17), "in another method");
    }

    @Test
    void whatIsNotInTheSourceIsLetPass() {
        assertTrue(fits("getItems", "()Ljava/util/List;", 5), "Lombok's, at the annotation");
        assertTrue(fits("sell", "()V", 22, 24, 28), "Lombok's, at the annotation");
        assertTrue(fits("first", "()I", 35), "a record's");
        assertTrue(fits("access$000", "(Lcom/shop/Shop;)V", 11), "unknown");
        assertTrue(fits("sell", "()V", 0), "no line");
        assertTrue(fits("sell", "()V"), "no table");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"",
                "'",
                "/*",
                "\"\"\"",
                "\\",
                "{{{",
                ")}",
                "a(",
                "void f(){",
                "\r\r\n\n",
                "f() throws",
                "\u0000"
            })
    void brokenSourcesAreNoTrouble(String source) {
        new JavaLineTables(source).fit(method("f", "()V", 1));
    }

    @Test
    void otherLanguagesAreComparedByNames() {
        LineTables tables =
                new WordLineTables(List.of("class Till {", "", "  fun count(): Int {", "    return 1", "  }", "}"));

        assertTrue(tables.fit(method("count", "()I", 4, 5)));
        assertTrue(tables.fit(method("count", "()I", 4, 17)), "inlined from elsewhere");
        assertTrue(tables.fit(method("copy$default", "()V", 1)));
        assertFalse(tables.fit(method("count", "()I", 1, 2)), "above its name");
        assertFalse(tables.fit(method("count", "()I", 2, 4)), "blank");
        assertFalse(tables.fit(method("count", "()I", 7, 8)), "beyond the end");
    }

    @Test
    void tokensHaveTheirLines() {
        JavaTokens tokens = new JavaTokens("a\r\nb /* c\rd */ e\r// f\rg \"h\\\"\" 'i' \"\"\"\nj\"\"\" k");

        assertEquals("a1 b2 e3 g5 \"5 \"5 \"5 k6", joined(tokens));
    }

    private static String joined(JavaTokens tokens) {
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < tokens.count(); i++) {
            joined.append(i == 0 ? "" : " ").append(tokens.get(i)).append(tokens.line(i));
        }
        return joined.toString();
    }

    private static boolean fits(String name, String descriptor, int... lines) {
        return new JavaLineTables(SOURCE).fit(method(name, descriptor, lines));
    }

    private static MethodFacts method(String name, String descriptor, int... lines) {
        int synthetic = name.startsWith("access$") ? 0x1000 : 0;
        return ClassLines.method("com.shop.Shop", name, descriptor, synthetic, "Shop.java", lines);
    }
}
