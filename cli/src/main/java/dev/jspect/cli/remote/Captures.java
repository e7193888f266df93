// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.cli.attach.AttachChannel;
import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.HeapWalks;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.ContextCapture;
import dev.jspect.protocol.ContextRequest;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.FramesRequest;
import dev.jspect.protocol.HeldFrames;
import dev.jspect.protocol.InstancesCapture;
import dev.jspect.protocol.Message;
import dev.jspect.protocol.Op;
import dev.jspect.protocol.StacksCapture;
import dev.jspect.protocol.StacksRequest;
import dev.jspect.protocol.ValueBounds;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.context.Carriers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What the native library finds in a target: frames with their variables, objects, and what threads carry. */
final class Captures {
    private static final String NO_OBJECTS = "objects cannot be found";

    private final JvmProcess process;
    private final Duration patience;
    private final Requests requests;
    private final Parts parts;
    private final AtomicLong pausedNanos = new AtomicLong();
    private boolean mayWalk;

    Captures(JvmProcess process, Duration patience, Requests requests, Parts parts) {
        this.process = process;
        this.patience = patience;
        this.requests = requests;
        this.parts = parts;
    }

    FramesCapture frames(FramesRequest wanted) throws TargetException {
        FramesCapture capture = ReplyBody.read(send(Op.FRAMES, wanted), FramesCapture::readFrom);
        pausedNanos.addAndGet(capture.pausedNanos);
        return capture;
    }

    /** Captures frames as {@link #frames} does, and keeps the values of their variables until they are released. */
    HeldFrames hold(FramesRequest wanted) throws TargetException {
        HeldFrames held = ReplyBody.read(send(Op.HOLD_FRAMES, wanted), HeldFrames::readFrom);
        pausedNanos.addAndGet(held.capture.pausedNanos);
        return held;
    }

    void release() throws TargetException {
        requests.send(Op.RELEASE_FRAMES, new BodyWriter());
    }

    private Message send(int op, FramesRequest wanted) throws TargetException {
        parts.add(Part.LIBRARY, "local variables cannot be read");
        BodyWriter body = new BodyWriter();
        wanted.writeTo(body);
        return requests.send(op, body);
    }

    /** Returns for how long threads were stopped to read frames. */
    long pausedNanos() {
        return pausedNanos.get();
    }

    /** Makes the target able to find objects for snippets. */
    void prepareInstances() throws TargetException {
        prepareWalks();
        requests.send(Op.FIND_INSTANCES, new BodyWriter());
    }

    /** Makes the target able to walk over its heap; refuses where that is dangerous. */
    private synchronized void prepareWalks() throws TargetException {
        if (mayWalk) {
            return;
        }
        if (walksAreDangerous()) {
            throw new TargetException(TargetException.Kind.REFUSED, NO_OBJECTS + ": " + HeapWalks.REASON);
        }
        parts.add(Part.LIBRARY, NO_OBJECTS);
        mayWalk = true;
    }

    private boolean walksAreDangerous() throws TargetException {
        Deadline deadline = Deadline.after(patience);
        try {
            return HeapWalks.areDangerous(process, () -> AttachChannel.open(process, deadline), deadline);
        } catch (JspectException e) {
            boolean gone = e.exitCode() == ExitCode.NO_TARGET || e.exitCode() == ExitCode.NO_ANSWER;
            throw new TargetException(
                    gone ? TargetException.Kind.GONE : TargetException.Kind.FAILED, NO_OBJECTS + ": " + e.getMessage());
        }
    }

    /** Makes the target able to tell snippets what a thread carries, by the names that it has here. */
    void prepareContext() throws TargetException {
        parts.add(Part.CONTEXT, "what threads carry cannot be read");
        BodyWriter body = new BodyWriter().writeStrings(Carriers.holders());
        Map<String, String> labels = Carriers.labels();
        body.writeInt(labels.size());
        labels.forEach((holder, label) -> body.writeString(holder).writeString(label));
        requests.send(Op.FIND_CONTEXT, body);
    }

    /**
     * Counts the objects of a class and its subclasses.
     *
     * @param name a class's name, or its simple name
     * @param most how many of them are shown
     * @param collectFirst whether the target's garbage is collected before
     */
    InstancesCapture instances(String name, int most, boolean collectFirst, ValueBounds bounds) throws TargetException {
        prepareWalks();
        BodyWriter body = new BodyWriter().writeString(name).writeInt(most).writeBoolean(collectFirst);
        bounds.writeTo(body);
        return ReplyBody.read(requests.send(Op.INSTANCES, body), InstancesCapture::readFrom);
    }

    /** Reads stacks below Java: of threads that run, each of which is sent a signal, or of those that wait. */
    StacksCapture stacks(StacksRequest wanted) throws TargetException {
        parts.add(Part.STACKS, "the target cannot read calls below Java");
        BodyWriter body = new BodyWriter();
        wanted.writeTo(body);
        return ReplyBody.read(requests.send(Op.STACKS, body), in -> StacksCapture.readFrom(in, wanted));
    }

    /** Reads what threads carry with them; nothing stands still for it. */
    ContextCapture context(ContextRequest wanted) throws TargetException {
        parts.add(Part.CONTEXT, "what threads carry cannot be read");
        BodyWriter body = new BodyWriter();
        wanted.writeTo(body);
        return ReplyBody.read(requests.send(Op.CONTEXT, body), ContextCapture::readFrom);
    }
}
