// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.ExceptionCounts;
import dev.jspect.protocol.ExceptionsRequest;
import dev.jspect.protocol.Op;
import dev.jspect.protocol.ProtocolException;
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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The exceptions of a target, as they are constructed there: from {@link #begin} to {@link #end}. */
final class ExceptionStream implements ExceptionFeed {
    private static final String THROWABLE = "java.lang.Throwable";
    private static final String THREAD = "java.lang.Thread";

    private final Requests requests;
    private final Wire wire;
    private final boolean redefines;
    private final Arrivals arrived = new Arrivals();
    private final Map<String, String> before = new LinkedHashMap<>();

    /**
     * @param redefines whether classes are better redefined than retransformed there
     */
    ExceptionStream(Requests requests, Wire wire, boolean redefines) {
        this.requests = requests;
        this.wire = wire;
        this.redefines = redefines;
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
        wire.listenToExceptions(arrived::add);
        try {
            requests.send(Op.ARM_EXCEPTIONS, body);
        } catch (TargetException e) {
            takeBack(e);
            throw e;
        }
    }

    /** One of several classes may be changed already, and there may have been no memory to take that back. */
    private void takeBack(TargetException failure) {
        try {
            requests.send(Op.DISARM_EXCEPTIONS, new BodyWriter());
        } catch (TargetException second) {
            failure.addSuppressed(second);
        }
    }

    private void add(String name, UnaryOperator<byte[]> rewriter, BodyWriter body) throws TargetException {
        byte[] original = runningClassFile(name);
        before.put(name, ClassDigest.of(original));
        body.writeString(name).writeBytes(original).writeBytes(rewriter.apply(original));
        body.writeBoolean(redefines && isOfJdk(name, original));
    }

    /** Whether no agent has changed it. */
    private boolean isOfJdk(String name, byte[] running) throws TargetException {
        byte[] file =
                ReplyBody.read(requests.send(Op.CLASS_FILE, new BodyWriter().writeString(name)), BodyReader::readBytes);
        return file != null && ClassDigest.of(file).equals(ClassDigest.of(running));
    }

    @Override
    public @Nullable ExceptionCapture next(Duration patience) throws InterruptedException, TargetException {
        byte[] body = arrived.next(patience);
        if (body == null) {
            wire.check();
            return null;
        }
        try {
            return ExceptionCapture.readFrom(new BodyReader(body));
        } catch (ProtocolException e) {
            throw new TargetException(
                    TargetException.Kind.FAILED, "the target does not keep to the wire: " + e.getMessage());
        }
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
        return new Totals(counts.withLost(arrived.lost()), classes, restored);
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
