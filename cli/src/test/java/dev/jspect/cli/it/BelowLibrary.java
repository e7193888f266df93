// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** The library of the target {@code Below}, as a compiler makes it. */
final class BelowLibrary {
    private BelowLibrary() {}

    /** Compiles it into a directory. */
    static Path compiled(Path directory, List<String> options) throws IOException {
        Path library = directory.resolve("libbelow.so");
        List<String> command = new ArrayList<>(List.of("cc", "-shared", "-fPIC"));
        command.addAll(options);
        Path home = Jdks.current().java().resolve("../..").normalize();
        command.add("-I" + home.resolve("include"));
        command.add("-I" + home.resolve("include/linux"));
        command.addAll(List.of(
                "-o",
                library.toString(),
                Path.of("../test-targets/plain/src/main/c/below.c").toString()));
        run(command);
        return library;
    }

    /** Splits a library into what runs and what names it, and returns the latter. */
    static Path stripped(Path library, Path symbols) throws IOException {
        run(List.of("objcopy", "--only-keep-debug", library.toString(), symbols.toString()));
        run(List.of("strip", library.toString()));
        return symbols;
    }

    /** Leaves in a stripped library what names it, as some distributions do. */
    static void leaveNames(Path library, Path symbols) throws IOException {
        Path packed = symbols.resolveSibling("names.xz");
        try (OutputStream out = new XZOutputStream(Files.newOutputStream(packed), new LZMA2Options())) {
            Files.copy(symbols, out);
        }
        run(List.of("objcopy", "--add-section", ".gnu_debugdata=" + packed, library.toString()));
    }

    private static void run(List<String> command) throws IOException {
        Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, compiler.onExit().join().exitValue(), said);
    }
}
