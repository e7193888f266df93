// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jspect.shell.repl.JavaTokens.Token;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JavaTokensTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "int x = 0x1f;|KEYWORD:int NUMBER:0x1f",
                "Order o = MAX|TYPE:Order",
                "\"a\\\"b\" + 'c'|STRING:\"a\\\"b\" STRING:'c'",
                "\"open|STRING:\"open",
                "f(1.5e3)[2]|OPEN:( NUMBER:1.5e3 CLOSE:) OPEN:[ NUMBER:2 CLOSE:]",
                "1 // two|NUMBER:1 COMMENT:// two",
                "/* open|COMMENT:/* open",
            })
    void tellsApart(String source, String expected) {
        assertEquals(expected, text(source));
    }

    private static String text(String source) {
        return JavaTokens.of(source).stream()
                .filter(token -> token.kind() != JavaTokens.Kind.OTHER)
                .map(token -> token.kind() + ":" + source.substring(token.start(), token.end()))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\\", "\"", "\"\"\" a\n b", "'", "/*", "1.", "a\u001b[31m", "}{)(", "\"\\"})
    void coversAllText(String source) {
        int end = 0;
        for (Token token : JavaTokens.of(source)) {
            assertEquals(end, token.start());
            end = token.end();
        }
        assertEquals(source.length(), end);
    }

    @Test
    void findsTheOtherBracket() {
        String source = "f(a[1], \")\")";
        List<Token> tokens = JavaTokens.of(source);

        assertEquals(source.length() - 1, JavaTokens.partner(tokens, 1));
        assertEquals(3, JavaTokens.partner(tokens, 5));
        assertEquals(-1, JavaTokens.partner(tokens, 0));
        assertEquals(-1, JavaTokens.partner(JavaTokens.of("a)"), 1));
    }
}
