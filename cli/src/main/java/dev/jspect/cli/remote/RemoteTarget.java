// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.ContextCapture;
import dev.jspect.protocol.ContextRequest;
import dev.jspect.protocol.ExceptionsRequest;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.FramesRequest;
import dev.jspect.protocol.HeldFrames;
import dev.jspect.protocol.InstancesCapture;
import dev.jspect.protocol.LoaderFacts;
import dev.jspect.protocol.Message;
import dev.jspect.protocol.Op;
import dev.jspect.protocol.StacksCapture;
import dev.jspect.protocol.StacksRequest;
import dev.jspect.protocol.TargetFacts;
import dev.jspect.protocol.ValueBounds;
import dev.jspect.shell.ExceptionFeed;
import dev.jspect.shell.JvmDescription;
import dev.jspect.shell.Outcome;
import dev.jspect.shell.PatchFeed;
import dev.jspect.shell.Target;
import dev.jspect.shell.TargetException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A target at the other end of a {@link Wire}. */
public final class RemoteTarget implements Target {
    /** {@code Thread.stop} refuses from here on (JDK-8289610). */
    private static final int NO_THREAD_STOP = 20;

    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final JvmDescription jvm;
    private final Wire wire;
    private final Requests requests;
    private final Parts parts;
    private final Captures captures;
    private final RemoteProbes probes;
    private final Evaluations evaluations;
    private @Nullable LoaderFacts inUse;
    private volatile boolean leavesDispatcher;
    private int users = 1;
    private List<String> leftBehind = List.of();

    /**
     * @param deadline by when the target must have said hello
     */
    RemoteTarget(JvmProcess process, JvmDescription jvm, Wire wire, ValueLimits limits, Deadline deadline) {
        this.jvm = jvm;
        this.wire = wire;
        this.evaluations = new Evaluations(wire, limits);
        this.requests = new Requests(wire, deadline.total());
        this.parts = new Parts(process, jvm.featureVersion(), requests);
        this.captures = new Captures(process, deadline.total(), requests, parts);
        this.probes = new RemoteProbes(requests, wire, jvm.featureVersion(), parts);
    }

    @Override
    public JvmDescription jvm() {
        return jvm;
    }

    /** Asks the target who it is. */
    public TargetFacts hello() throws TargetException {
        return ReplyBody.read(requests.send(Op.HELLO, new BodyWriter()), TargetFacts::readFrom);
    }

    @Override
    public List<LoaderFacts> loaders() throws TargetException {
        return ReplyBody.read(requests.send(Op.LOADERS, new BodyWriter()), in -> {
            List<LoaderFacts> loaders = new ArrayList<>();
            for (int count = in.readCount(28); count > 0; count--) {
                loaders.add(LoaderFacts.readFrom(in));
            }
            return loaders;
        });
    }

    @Override
    public synchronized LoaderFacts useLoader(int id) throws TargetException {
        LoaderFacts chosen =
                ReplyBody.read(requests.send(Op.USE_LOADER, new BodyWriter().writeInt(id)), LoaderFacts::readFrom);
        inUse = chosen;
        return chosen;
    }

    @Override
    public synchronized LoaderFacts loaderInUse() throws TargetException {
        return inUse == null ? useLoader(0) : inUse;
    }

    /** Returns the id of the loader that {@link #useLoader} takes for 0; uses it. */
    public int likeliestLoader() throws TargetException {
        return useLoader(0).id;
    }

    /** Ends all other sessions in the target, and returns how many. */
    public int endOthers() throws TargetException {
        return ReplyBody.read(requests.send(Op.END_OTHERS, new BodyWriter()), BodyReader::readInt);
    }

    @Override
    public List<String> loadedClasses() throws TargetException {
        loaderInUse();
        return ReplyBody.read(requests.send(Op.LOADED_CLASSES, new BodyWriter()), BodyReader::readStrings);
    }

    @Override
    public byte @Nullable [] classFile(String name) throws TargetException {
        loaderInUse();
        return ReplyBody.read(requests.send(Op.CLASS_FILE, new BodyWriter().writeString(name)), BodyReader::readBytes);
    }

    @Override
    public void define(Map<String, byte[]> classFiles) throws TargetException {
        loaderInUse();
        BodyWriter body = new BodyWriter().writeInt(classFiles.size());
        classFiles.forEach((name, classFile) -> body.writeString(name).writeBytes(classFile));
        requests.send(Op.DEFINE, body);
    }

    @Override
    public Outcome invoke(int evalId, String className, String method) throws TargetException {
        return evaluate(Op.INVOKE, evalId, className, method);
    }

    @Override
    public Outcome read(int evalId, String className, String field) throws TargetException {
        return evaluate(Op.READ_VARIABLE, evalId, className, field);
    }

    private Outcome evaluate(int op, int evalId, String className, String member) throws TargetException {
        loaderInUse();
        return evaluations.evaluate(op, evalId, className, member);
    }

    @Override
    public void abandon(int evalId) {
        evaluations.abandon(evalId);
    }

    @Override
    public boolean stop(int evalId, boolean hard) throws TargetException {
        if (hard && jvm.featureVersion() >= NO_THREAD_STOP) {
            parts.add(Part.LIBRARY, "application code cannot be stopped");
        }
        return ReplyBody.read(
                requests.send(Op.STOP, new BodyWriter().writeInt(evalId).writeBoolean(hard)), BodyReader::readBoolean);
    }

    @Override
    public FramesCapture frames(FramesRequest request) throws TargetException {
        return captures.frames(request);
    }

    @Override
    public HeldFrames holdFrames(FramesRequest request) throws TargetException {
        return captures.hold(request);
    }

    /** Returns for how long threads were stopped to read local variables. */
    public long pausedNanos() {
        return captures.pausedNanos();
    }

    @Override
    public void releaseFrames() throws TargetException {
        captures.release();
    }

    @Override
    public void prepareInstances() throws TargetException {
        captures.prepareInstances();
    }

    @Override
    public void prepareContext() throws TargetException {
        captures.prepareContext();
    }

    /** Returns how many bytes of the target's heap are in use. */
    public long heapUsed() throws TargetException {
        return ReplyBody.read(requests.send(Op.HEAP_USED, new BodyWriter()), BodyReader::readLong);
    }

    /**
     * Counts the objects of a class and its subclasses; the target stands still meanwhile.
     *
     * @param name a class's name, or its simple name
     * @param most how many of them are shown
     * @param collectFirst whether its garbage is collected before
     */
    public InstancesCapture instances(String name, int most, boolean collectFirst, ValueBounds bounds)
            throws TargetException {
        return captures.instances(name, most, collectFirst, bounds);
    }

    /** Reads stacks below Java: of threads that run, each of which is sent a signal, whose handler copies its stack; or of those that wait. */
    public StacksCapture stacks(StacksRequest wanted) throws TargetException {
        return captures.stacks(wanted);
    }

    /** Reads what threads carry with them; nothing stands still for it. */
    public ContextCapture context(ContextRequest wanted) throws TargetException {
        return captures.context(wanted);
    }

    @Override
    public ExceptionFeed exceptions(ExceptionsRequest request) throws TargetException {
        parts.add(Part.EXCEPTIONS, "exceptions cannot be captured");
        if (request.contextHolders != null) {
            parts.add(Part.CONTEXT, "what threads carry cannot be read");
        }
        ExceptionStream stream = new ExceptionStream(requests, wire, jvm.featureVersion() == 8);
        leavesDispatcher = true;
        stream.begin(request);
        return stream;
    }

    /** Returns what watches and patches methods. */
    public RemoteProbes probes() {
        return probes;
    }

    /**
     * Ends this session, and leaves one of its patches in place until that ends by itself.
     *
     * @param number its {@link PatchFeed#number}
     */
    public synchronized void detach(int number) throws TargetException {
        leftBehind =
                ReplyBody.read(requests.send(Op.DETACH, new BodyWriter().writeInt(number)), BodyReader::readStrings);
        users = 0;
        wire.close();
    }

    /** Returns this session for one more user: it ends when each of them has closed it. */
    public synchronized RemoteTarget share() {
        users++;
        return this;
    }

    /** Ends this session for all its users. */
    public synchronized void closeForAll() {
        users = Math.min(users, 1);
        close();
    }

    /** Says whether the class that changed classes call is, or may be, in the target. */
    public boolean leavesDispatcher() {
        return leavesDispatcher || probes.leaveDispatcher();
    }

    @Override
    public HeldFrames holdException(long id) throws TargetException {
        return ReplyBody.read(requests.send(Op.HOLD_EXCEPTION, new BodyWriter().writeLong(id)), HeldFrames::readFrom);
    }

    @Override
    public void redirectOutput(OutputStream out, OutputStream err) {
        wire.redirectOutput(out, err);
    }

    /** Returns how many bytes of output the target has dropped since the last call. */
    public long takeDroppedOutput() {
        return wire.takeDroppedOutput();
    }

    /** Returns what stayed in the target when the session was closed, but for the doorway. */
    public synchronized List<String> leftBehind() {
        return leftBehind;
    }

    @Override
    public synchronized void close() {
        users--;
        if (users != 0) {
            return;
        }
        try {
            CompletableFuture<Message> farewell = wire.send(Op.FAREWELL, new byte[0]);
            Message reply = farewell.get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            leftBehind = ReplyBody.read(reply, BodyReader::readStrings);
        } catch (TimeoutException e) {
            // Closing the connection ends the session all the same.
            leftBehind = List.of("what it has not told: it takes longer than " + FAREWELL.toSeconds() + " s to leave");
        } catch (TargetException | ExecutionException e) {
            // It is gone.
            leftBehind = List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            wire.close();
        }
    }
}
