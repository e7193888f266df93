// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.recording;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.json.AboutJson;
import dev.jspect.protocol.ProtocolException;
import dev.jspect.shell.recording.About;
import dev.jspect.shell.recording.Moment;
import dev.jspect.shell.recording.MomentReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A recording that is there. It may be anybody's: what does not fit is refused, and nothing is taken at its word. */
public final class Recording implements AutoCloseable {
    /** Longer, unpacked, no moment is. */
    private static final int LONGEST_MOMENT = 64 << 20;

    private static final int LONGEST_ABOUT = 1 << 20;

    private final Path file;
    private final ZipFile zip;
    private final About about;

    private Recording(Path file, ZipFile zip, About about) {
        this.file = file;
        this.zip = zip;
        this.about = about;
    }

    /**
     * Opens a file.
     *
     * @throws JspectException when there is none, or it is no recording, or one that this version cannot read
     */
    public static Recording open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new JspectException(
                    ExitCode.USAGE, "there is no file " + file, null, "jspect record TARGET -o FILE makes one.");
        }
        ZipFile zip = null;
        try {
            zip = new ZipFile(file.toFile());
            About about = AboutJson.read(content(zip, RecordingWriter.ABOUT, LONGEST_ABOUT));
            if (about.format() > About.FORMAT) {
                zip.close();
                throw new JspectException(
                        ExitCode.USAGE,
                        "cannot read " + file,
                        "it is of format " + about.format() + ", made by jspect " + about.madeBy()
                                + "; this is jspect of format " + About.FORMAT,
                        "Use that version, or a later one.");
            }
            return new Recording(file, zip, about);
        } catch (IOException e) {
            close(zip);
            throw broken(file, e);
        }
    }

    private static void close(@Nullable ZipFile zip) {
        try {
            if (zip != null) {
                zip.close();
            }
        } catch (IOException e) {
            // It was only read.
            return;
        }
    }

    private static JspectException broken(Path file, IOException cause) {
        return new JspectException(
                ExitCode.USAGE,
                file + " is no recording of jspect, or not all of one",
                String.valueOf(cause.getMessage()),
                "If it was copied, copy it again; if jspect was killed while it recorded, nothing of it can be read.");
    }

    private static byte[] content(ZipFile zip, String name, int longest) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("there is no " + name + " in it");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(longest);
            if (in.read() >= 0) {
                throw new IOException(name + " is longer than " + longest + " bytes");
            }
            return bytes;
        }
    }

    /** Returns what it is of. */
    public About about() {
        return about;
    }

    /** Returns how many moments it has. */
    public int moments() {
        int moments = 0;
        while (zip.getEntry(RecordingWriter.MOMENT + (moments + 1)) != null) {
            moments++;
        }
        return moments;
    }

    /**
     * Reads a moment.
     *
     * @param number from 1 on
     */
    public Moment moment(int number) {
        if (number < 1 || number > moments()) {
            throw new JspectException(
                    ExitCode.USAGE,
                    file + " has no moment " + number,
                    "it has " + moments(),
                    "The first one is --moment 1.");
        }
        try {
            return MomentReader.read(content(zip, RecordingWriter.MOMENT + number, LONGEST_MOMENT));
        } catch (ProtocolException e) {
            throw broken(file, new IOException("moment " + number + ": " + e.getMessage(), e));
        } catch (IOException e) {
            throw broken(file, e);
        }
    }

    @Override
    public void close() {
        close(zip);
    }
}
