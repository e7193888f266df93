// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.ExceptionsRequest;
import dev.jspect.protocol.Op;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.instrument.ClassDigest;
import dev.jspect.shell.instrument.ThrowableRewriter;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The exceptions of a target, as they are constructed there: from {@link #begin} to {@link #end}. */
public final class ExceptionStream {
    private static final String THROWABLE = "java.lang.Throwable";
    private static final int WAITING = 1_000;

    private final Requests requests;
    private final Wire wire;
    private final BlockingQueue<ExceptionCapture> arrived = new ArrayBlockingQueue<>(WAITING);
    private @Nullable String before;

    /**
     * What there was.
     *
     * @param seen fitting exceptions that were constructed
     * @param sent those that were captured
     * @param lost those that were to be captured, and were not
     * @param restored whether the target's class is again what it was
     */
    public record Totals(long seen, long sent, long lost, boolean restored) {}

    ExceptionStream(Requests requests, Wire wire) {
        this.requests = requests;
        this.wire = wire;
    }

    /** Has the target capture exceptions from now on. */
    void begin(ExceptionsRequest wanted) throws TargetException {
        byte[] original = runningClassFile();
        before = ClassDigest.of(original);
        BodyWriter body = new BodyWriter();
        wanted.writeTo(body);
        body.writeBytes(AgentFiles.dispatcher()).writeBytes(original).writeBytes(ThrowableRewriter.rewrite(original));
        // What the tool cannot take in time is lost here, not waited for: the connection carries replies, too.
        wire.listenToExceptions(arrived::offer);
        requests.send(Op.ARM_EXCEPTIONS, body);
    }

    /** Waits for the next one; null when none has come by then. */
    public @Nullable ExceptionCapture next(Duration patience) throws InterruptedException, TargetException {
        ExceptionCapture capture = arrived.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (capture == null) {
            wire.check();
        }
        return capture;
    }

    /** Takes back what was changed in the target, and looks whether it is. */
    public Totals end() throws TargetException {
        long[] counts = ReplyBody.read(requests.send(Op.DISARM_EXCEPTIONS, new BodyWriter()), in ->
                new long[] {in.readLong(), in.readLong(), in.readLong()});
        return new Totals(
                counts[0],
                counts[1],
                counts[2],
                ClassDigest.of(runningClassFile()).equals(before));
    }

    private byte[] runningClassFile() throws TargetException {
        byte[] classFile = ReplyBody.read(
                requests.send(Op.RUNNING_CLASS_FILE, new BodyWriter().writeString(THROWABLE)), BodyReader::readBytes);
        if (classFile == null) {
            throw new TargetException(
                    TargetException.Kind.FAILED, "the target does not let " + THROWABLE + " be changed");
        }
        return classFile;
    }
}
