// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jspect.shell.source.SourceExcerpt;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SourceExcerptTextTest {
    private static final SourceExcerpt LOOP =
            excerpt(100, List.of("\t\twhile (true) {", ""), "\t\t\tpack(queue.take());", List.of("\t\t}  ", "\t}"));

    @Test
    void marksTheLineAndLeavesOutCommonBlanks() throws IOException {
        String expected = """
                       98      while (true) {
                       99
                    > 100          pack(queue.take());
                      101      }
                      102  }
                """;
        assertEquals(expected, shown(Style.PLAIN, 80, LOOP));
        assertEquals(expected, shown(Style.PLAIN, Integer.MAX_VALUE, LOOP));
    }

    @Test
    void cutsLongLines() throws IOException {
        SourceExcerpt source = excerpt(1, List.of(), "\u540d".repeat(100), List.of());

        assertEquals("    > 1  " + "\u540d".repeat(15) + "\u2026\n", shown(Style.PLAIN, 40, source));
        assertEquals("    > 1  " + "\u540d".repeat(95) + "\u2026\n", shown(Style.PLAIN, 200, source));
    }

    @Test
    void onlyTheLineItselfIsNotDim() throws IOException {
        assertEquals("""
                      \u001b[2m8\u001b[0m  \u001b[2m// one\u001b[0m
                    > 9  two();
                """, shown(Style.ANSI, 80, excerpt(9, List.of("// one"), "two();", List.of())));
    }

    @Test
    void sourcesCannotDriveTheTerminal() throws IOException {
        assertEquals(
                "    > 1  \\e[2J\\u202e\\u0007\n",
                shown(Style.PLAIN, 80, excerpt(1, List.of(), "\u001b[2J\u202e\u0007", List.of())));
    }

    @Test
    void saysThatTheSourceDiffers() throws IOException {
        SourceExcerpt source =
                new SourceExcerpt("shop-1.0-sources.jar!/com/shop/Till.java", 9, true, List.of(), "", List.of());

        assertEquals(
                "    source differs from the running class: shop-1.0-sources.jar!/com/shop/Till.…\n",
                shown(Style.PLAIN, 80, source));
    }

    private static SourceExcerpt excerpt(int line, List<String> before, String text, List<String> after) {
        return new SourceExcerpt("Packer.java", line, false, before, text, after);
    }

    private static String shown(Style style, int width, SourceExcerpt source) throws IOException {
        StringBuilder out = new StringBuilder();
        SourceExcerptText.write(new StyledText(out, style, width), source);
        return out.toString();
    }
}
