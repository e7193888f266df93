// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The code to evaluate: an argument, a file, or stdin. */
final class SourceText {
    private SourceText() {}

    static String read(Invocation invocation, @Nullable String code, @Nullable String file) {
        if (code != null && file != null) {
            throw usage("there is code both as an argument and with --file");
        }
        if ("-".equals(code) || "-".equals(file)) {
            return readStdin(invocation);
        }
        if (file != null) {
            return readFile(file);
        }
        if (code == null) {
            throw usage("there is no code to evaluate");
        }
        return code;
    }

    private static JspectException usage(String what) {
        return new JspectException(ExitCode.USAGE, what, null, "See: jspect eval --help");
    }

    private static String readStdin(Invocation invocation) {
        try {
            return new String(invocation.in().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new JspectException(ExitCode.USAGE, "cannot read stdin", String.valueOf(e.getMessage()), null, e);
        }
    }

    private static String readFile(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new JspectException(ExitCode.USAGE, "cannot read " + file, e.toString(), null, e);
        }
    }
}
