// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class SafeTextTest {
    @Test
    void leavesOrdinaryTextAlone() {
        String ascii = "http-nio-8080-exec-1 C:\\x \"y\"";

        assertSame(ascii, SafeText.of(ascii));
        assertEquals("t\u00e4glich \u540d\u524d \ud83d\ude00", SafeText.of("t\u00e4glich \u540d\u524d \ud83d\ude00"));
    }

    @Test
    void showsWhatDrivesTheTerminal() {
        assertEquals("\\e[31m\\u0007\\n\\r\\t\\u009b\\u007f", SafeText.of("\u001b[31m\u0007\n\r\t\u009b\u007f"));
    }

    @Test
    void showsWhatHides() {
        assertEquals(
                "\\u202e\\u200b\\ufeff\\u2066\\u00ad\\u2028\\u3164\\ufe0f",
                SafeText.of("\u202e\u200b\ufeff\u2066\u00ad\u2028\u3164\ufe0f"));
        assertEquals("\\u{e0041}", SafeText.of(new String(Character.toChars(0xe0041))));
    }

    @Test
    void showsLoneSurrogates() {
        assertEquals("a\\ud83d", SafeText.of("a\ud83d"));
        assertEquals("\\ude00b", SafeText.of("\ude00b"));
    }

    @Test
    void escapesQuotesInsideQuotes() {
        assertEquals("\"a\\\"b\\\\\\n\"", SafeText.quoted("a\"b\\\n"));
    }

    @Test
    void letsNoControlOrFormatCharacterThrough() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String safe = SafeText.of(new String(Character.toChars(c)));
            int first = safe.codePointAt(0);
            assertFalse(
                    Character.isISOControl(first)
                            || Character.getType(first) == Character.FORMAT
                            || Character.getType(first) == Character.SURROGATE,
                    "U+" + Integer.toHexString(c));
        }
    }
}
