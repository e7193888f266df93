// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.sentry;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/** Writes events as lines, to a stream or at the end of a file. For one thread at a time. */
public final class WrittenEvents implements EventSink {
    private final WritableByteChannel out;
    private final Consumer<String> firstFailure;
    private int sent;
    private int failed;

    private WrittenEvents(WritableByteChannel out, Consumer<String> firstFailure) {
        this.out = out;
        this.firstFailure = firstFailure;
    }

    /** Writes to a stream, whose owner looks after its failures. */
    public static WrittenEvents to(PrintStream out) {
        return new WrittenEvents(Channels.newChannel(out), reason -> {});
    }

    /**
     * Appends to a file; one that it makes is for this user alone.
     *
     * @param firstFailure is told why an event could not be written
     */
    public static WrittenEvents to(Path file, Consumer<String> firstFailure) {
        try {
            FileChannel out = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return new WrittenEvents(out, firstFailure);
        } catch (IOException e) {
            throw new JspectException(
                    ExitCode.NOT_PERMITTED,
                    "cannot write events to " + file,
                    reason(e),
                    "Nothing was done. They can go to stdout, too: --sentry=-",
                    e);
        }
    }

    @Override
    public synchronized void accept(String id, byte[] event) {
        try {
            // One write where the system can, so that lines of two processes do not mix.
            ByteBuffer rest = ByteBuffer.wrap(event);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            sent++;
        } catch (IOException e) {
            failed++;
            if (failed == 1) {
                firstFailure.accept(reason(e));
            }
        }
    }

    @Override
    public synchronized Totals close(Duration patience) {
        if (out instanceof FileChannel file) {
            try {
                file.close();
            } catch (IOException e) {
                firstFailure.accept(reason(e));
            }
        }
        return new Totals(sent, failed);
    }

    /** The JDK's exceptions of files are known by their class, and say the file's name. */
    private static String reason(IOException e) {
        String kind = e.getClass().getSimpleName();
        return kind.equals("IOException") ? String.valueOf(e.getMessage()) : kind.replace("Exception", "");
    }
}
