// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One command line, run to its end. */
record Run(int exitCode, String out, String err) {
    static Run of(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Main main = new Main(InputStream.nullInputStream(), out, err, Map.of(), false);
        int exitCode = main.run(arguments).number();
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
