// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final List<Columns.Column> PID_AND_NAME = List.of(
            new Columns.Column("PID", Style.Kind.NUMBER, true, false),
            new Columns.Column("NAME", Style.Kind.CLASS_NAME, false, true),
            new Columns.Column("UP", Style.Kind.DIM, false, false));

    @Test
    void alignsColumns() throws IOException {
        assertEquals("""
                PID  NAME       UP
                  7  Short      1 s
                123  \u540d\u524d\u540d\u524d   -
                  1  evil\\e[2J  2 s
                """, table(80, new String[][] {
            {"7", "Short", "1 s"}, {"123", "\u540d\u524d\u540d\u524d", null}, {"1", "evil\u001b[2J", "2 s"}
        }));
    }

    @Test
    void clipsOnlyWhatMayBeClipped() throws IOException {
        assertEquals("""
                PID  NAME          UP
                123  com.acme.Or\u2026  2d 3h
                """, table(24, new String[][] {{"123", "com.acme.OrderService", "2d 3h"}}));
    }

    @Test
    void refusesRowsOfAnotherLength() {
        assertThrows(IllegalArgumentException.class, () -> new Columns(PID_AND_NAME).row("1"));
    }

    private static String table(int width, String[][] rows) throws IOException {
        Columns columns = new Columns(PID_AND_NAME);
        for (String[] row : rows) {
            columns.row(row);
        }
        StringBuilder out = new StringBuilder();
        columns.render(new StyledText(out, Style.PLAIN, width));
        return out.toString();
    }

    @Test
    void measuresCells() {
        assertEquals(3, CellWidth.of("abc"));
        assertEquals(4, CellWidth.of("\u540d\u524d"));
        assertEquals(2, CellWidth.of("\ud83d\ude00"));
        assertEquals(1, CellWidth.of("e\u0301"));
    }

    @Test
    void clipsToCells() {
        assertEquals("abc", CellWidth.clip("abc", 3));
        assertEquals("ab\u2026", CellWidth.clip("abcd", 3));
        assertEquals("\u540d\u2026", CellWidth.clip("\u540d\u524d\u540d", 4));
    }

    @Test
    void writesDurationsInTwoUnitsAtMost() {
        assertEquals("0 ms", Durations.ofMillis(-5));
        assertEquals("0.3 ms", Durations.ofMillis(0.34));
        assertEquals("850 ns", Durations.ofNanos(850));
        assertEquals("12 us", Durations.ofNanos(12_340));
        assertEquals("0.1 ms", Durations.ofNanos(99_900));
        assertEquals("41 ms", Durations.ofMillis(41));
        assertEquals("1 s", Durations.ofMillis(999.9));
        assertEquals("1.2 s", Durations.ofMillis(1234));
        assertEquals("3m 12s", Durations.ofMillis(192_000));
        assertEquals("2h 5m", Durations.ofMillis(7_500_000));
        assertEquals("2d 3h", Durations.ofMillis(183_600_000));
    }

    @Test
    void leavesNoBlanksAtTheEndOfALine() throws IOException {
        StringBuilder out = new StringBuilder();
        StyledText text = new StyledText(out, Style.ANSI, 80);

        text.add("  ").add(Style.Kind.ERROR, "x ").padTo(20).endLine();

        assertEquals("  \u001b[1;31mx\u001b[0m\n", out.toString());
    }

    @Test
    void plainStyleSendsNoEscape() throws IOException {
        StringBuilder out = new StringBuilder();
        for (Style.Kind kind : Style.Kind.values()) {
            Style.PLAIN.append(out, kind, "x");
        }

        assertTrue(out.indexOf("\u001b") < 0);
    }
}
