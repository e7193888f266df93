// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Lines of a file or a pipe: nobody sees a prompt, and nobody can be asked. */
final class TextInput implements Input {
    private final BufferedReader lines;
    private final Predicate<String> needsMore;

    TextInput(BufferedReader lines, Predicate<String> needsMore) {
        this.lines = lines;
        this.needsMore = needsMore;
    }

    @Override
    public @Nullable String next() throws IOException {
        String text = lines.readLine();
        if (text == null) {
            return null;
        }
        while (needsMore.test(text)) {
            String line = lines.readLine();
            if (line == null) {
                break;
            }
            text = text + "\n" + line;
        }
        return text;
    }
}
