// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What JVMs leave behind in their working directories when they crash: {@code hs_err_pid*.log}. */
final class CrashReports {
    /** How the working directories of this JVM's targets are named: others run tests at the same time. */
    static final String TARGETS = "jspect-target-" + ProcessHandle.current().pid() + "-";

    private static final int TELLING_LINES = 90;

    private CrashReports() {}

    /** Returns the first lines of each report of this JVM's targets that run or have just ended; empty when none crashed. */
    static String ofAllTargets() {
        StringBuilder all = new StringBuilder();
        try (DirectoryStream<Path> directories =
                Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), TARGETS + "*")) {
            for (Path directory : directories) {
                all.append(in(directory));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toString();
    }

    /** Returns the first lines of the reports in a directory. */
    static String in(Path directory) {
        StringBuilder all = new StringBuilder();
        try (DirectoryStream<Path> reports = Files.newDirectoryStream(directory, "hs_err_pid*.log")) {
            for (Path report : reports) {
                String text = Files.readString(report, StandardCharsets.ISO_8859_1);
                all.append("\na target has crashed, see ").append(kept(report)).append('\n');
                text.lines()
                        .limit(TELLING_LINES)
                        .forEach(line -> all.append(line).append('\n'));
            }
        } catch (NoSuchFileException gone) {
            // Whoever has closed the target has looked already.
            return "";
        } catch (IOException e) {
            all.append("\nits crash report cannot be read: ").append(e);
        }
        return all.toString();
    }

    /** Moves the reports out of a directory that is to be deleted, to where {@link #in} says they are. */
    static void keep(Path directory) throws IOException {
        try (DirectoryStream<Path> reports = Files.newDirectoryStream(directory, "hs_err_pid*.log")) {
            for (Path report : reports) {
                Files.move(report, kept(report), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (NoSuchFileException gone) {
            return;
        }
    }

    private static Path kept(Path report) {
        return Path.of(System.getProperty("java.io.tmpdir"), "jspect-crashed-" + report.getFileName());
    }
}
