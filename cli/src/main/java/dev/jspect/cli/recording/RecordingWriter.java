// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.recording;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.json.AboutJson;
import dev.jspect.shell.recording.About;
import dev.jspect.shell.recording.Moment;
import dev.jspect.shell.recording.MomentWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A recording that is being made: a new file, for its owner alone. Complete when it is {@linkplain #finish finished}. */
public final class RecordingWriter implements AutoCloseable {
    static final String ABOUT = "about.json";
    static final String MOMENT = "moment-";

    private final Path file;
    private final ZipOutputStream zip;
    private int moments;
    private boolean finished;

    private RecordingWriter(Path file, ZipOutputStream zip) {
        this.file = file;
        this.zip = zip;
    }

    /**
     * Begins.
     *
     * @throws JspectException when there is such a file already, or none can be made there
     */
    public static RecordingWriter create(Path file) {
        try {
            var channel = Files.newByteChannel(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return new RecordingWriter(file, new ZipOutputStream(Channels.newOutputStream(channel)));
        } catch (FileAlreadyExistsException e) {
            throw new JspectException(
                    ExitCode.USAGE, file + " exists already", "recordings overwrite nothing", "Name another file.");
        } catch (IOException | UnsupportedOperationException e) {
            throw failed(file, e);
        }
    }

    private static JspectException failed(Path file, Exception cause) {
        return new JspectException(
                ExitCode.NOT_PERMITTED, "cannot write " + file, why(file, cause), "Name another file with -o.");
    }

    /** What these say of themselves is the file's name. */
    private static String why(Path file, Exception cause) {
        if (cause instanceof NoSuchFileException) {
            return "there is no directory " + file.toAbsolutePath().getParent();
        }
        return cause instanceof AccessDeniedException ? "this user may not" : String.valueOf(cause.getMessage());
    }

    /** Adds a moment. */
    public void add(Moment moment) {
        moments++;
        entry(MOMENT + moments, MomentWriter.write(moment));
    }

    /** Returns how many moments there are so far. */
    public int moments() {
        return moments;
    }

    /** Says what it is of, and ends it. */
    public void finish(About about) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        AboutJson.write(bytes, about);
        entry(ABOUT, bytes.toByteArray());
        finished = true;
        try {
            zip.close();
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private void entry(String name, byte[] content) {
        try {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /** Removes what was not finished. */
    @Override
    public void close() {
        if (!finished) {
            try {
                zip.close();
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // It is said already why it could not be made.
                finished = false;
            }
        }
    }
}
