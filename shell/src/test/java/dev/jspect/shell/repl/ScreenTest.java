// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jspect.shell.text.Style;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ScreenTest {
    private final StringWriter written = new StringWriter();
    private final Screen screen = new Screen(new PrintWriter(written), Style.PLAIN, () -> 80, true);

    @Test
    void showsWhatCouldDriveTheTerminal() throws IOException {
        screen.output().write("a\u001b[2J\tb\r\nc\u202e\u0007\n".getBytes(StandardCharsets.UTF_8));

        assertEquals("a\\e[2J\tb\nc\\u202e\\u0007\n", written.toString());
    }

    @Test
    void joinsCharactersThatCameInPieces() throws IOException {
        OutputStream output = screen.output();
        for (byte b : "é€😀".getBytes(StandardCharsets.UTF_8)) {
            output.write(b);
        }

        assertEquals("é€😀", written.toString());
    }

    @Test
    void beginsALineAfterUnfinishedOutput() throws IOException {
        screen.output().write('x');
        screen.show(out -> out.add("value").endLine());

        assertEquals("x\nvalue\n", written.toString());
    }
}
