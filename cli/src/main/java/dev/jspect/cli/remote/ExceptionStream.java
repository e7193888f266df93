// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.ExceptionCounts;
import dev.jspect.protocol.ExceptionsRequest;
import dev.jspect.protocol.Op;
import dev.jspect.shell.ExceptionFeed;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.instrument.ClassDigest;
import dev.jspect.shell.instrument.ThreadRewriter;
import dev.jspect.shell.instrument.ThrowableRewriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The exceptions of a target, as they are constructed there: from {@link #begin} to {@link #end}. */
final class ExceptionStream implements ExceptionFeed {
    private static final String THROWABLE = "java.lang.Throwable";
    private static final String THREAD = "java.lang.Thread";
    private static final int WAITING = 1_000;

    private final Requests requests;
    private final Wire wire;
    private final BlockingQueue<ExceptionCapture> arrived = new ArrayBlockingQueue<>(WAITING);
    private final LongAdder dropped = new LongAdder();
    private final Map<String, String> before = new LinkedHashMap<>();

    ExceptionStream(Requests requests, Wire wire) {
        this.requests = requests;
        this.wire = wire;
    }

    /** Has the target capture exceptions from now on. */
    void begin(ExceptionsRequest wanted) throws TargetException {
        BodyWriter body = new BodyWriter();
        wanted.writeTo(body);
        body.writeBytes(AgentFiles.dispatcher()).writeInt(wanted.uncaughtOnly ? 2 : 1);
        add(THROWABLE, ThrowableRewriter::rewrite, body);
        if (wanted.uncaughtOnly) {
            add(THREAD, ThreadRewriter::rewrite, body);
        }
        // What the tool cannot take in time is lost here, not waited for: the connection carries replies, too.
        wire.listenToExceptions(this::take);
        requests.send(Op.ARM_EXCEPTIONS, body);
    }

    private void take(ExceptionCapture capture) {
        if (!arrived.offer(capture)) {
            dropped.increment();
        }
    }

    private void add(String name, UnaryOperator<byte[]> rewriter, BodyWriter body) throws TargetException {
        byte[] original = runningClassFile(name);
        before.put(name, ClassDigest.of(original));
        body.writeString(name).writeBytes(original).writeBytes(rewriter.apply(original));
    }

    @Override
    public @Nullable ExceptionCapture next(Duration patience) throws InterruptedException, TargetException {
        ExceptionCapture capture = arrived.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (capture == null) {
            wire.check();
        }
        return capture;
    }

    @Override
    public Totals end() throws TargetException {
        ExceptionCounts counts =
                ReplyBody.read(requests.send(Op.DISARM_EXCEPTIONS, new BodyWriter()), ExceptionCounts::readFrom);
        boolean restored = true;
        List<String> classes = new ArrayList<>(before.keySet());
        for (String name : classes) {
            restored &= ClassDigest.of(runningClassFile(name)).equals(before.get(name));
        }
        return new Totals(counts.withLost(dropped.sum()), classes, restored);
    }

    private byte[] runningClassFile(String name) throws TargetException {
        byte[] classFile = ReplyBody.read(
                requests.send(Op.RUNNING_CLASS_FILE, new BodyWriter().writeString(name)), BodyReader::readBytes);
        if (classFile == null) {
            throw new TargetException(TargetException.Kind.FAILED, "the target does not let " + name + " be changed");
        }
        return classFile;
    }
}
