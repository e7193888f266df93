// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.audit;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.json.JsonOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Who did what to which target, in {@code $XDG_STATE_HOME/jspect/audit.jsonl}: a JSON object a line, only ever appended,
 * readable by its owner alone. An entry is written before the target is touched.
 */
public final class AuditLog {
    private final Path directory;
    private final Path file;

    private AuditLog(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("audit.jsonl");
    }

    /** Returns the log of this user; an environment as in {@link System#getenv()}. */
    public static AuditLog of(Map<String, String> environment) {
        return new AuditLog(directory(environment));
    }

    /** Returns where this user's jspect keeps what outlives a run. */
    public static Path directory(Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        Path base = state.isEmpty() ? Path.of(System.getProperty("user.home"), ".local", "state") : Path.of(state);
        return base.resolve("jspect");
    }

    /**
     * Appends an entry.
     *
     * @param command what is about to be done, as it was typed
     * @throws JspectException when it cannot be written: then the command must not go on
     */
    public void append(JvmProcess target, String command) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        JsonOutput.audit(line, Instant.now(), System.getProperty("user.name"), target, command);
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            try (FileChannel log = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                // One write, so that lines of two processes do not mix.
                log.write(ByteBuffer.wrap(line.toByteArray()));
            }
        } catch (IOException e) {
            throw new JspectException(
                    ExitCode.REFUSED,
                    "cannot write the audit log " + file,
                    String.valueOf(e.getMessage()),
                    "Nothing was done. Another place for it: XDG_STATE_HOME=/tmp/" + System.getProperty("user.name")
                            + " " + JspectException.COMMAND_LINE,
                    e);
        }
    }
}
