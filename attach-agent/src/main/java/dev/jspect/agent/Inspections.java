// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.eval.Evaluator;
import dev.jspect.agent.eval.InstanceFinder;
import dev.jspect.agent.frames.FramesReader;
import dev.jspect.agent.frames.HeldCut;
import dev.jspect.agent.heap.Instances;
import dev.jspect.agent.loaders.Loaders;
import dev.jspect.agent.rewriting.NamedClasses;
import dev.jspect.agent.values.FieldAccess;
import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.ClassCount;
import dev.jspect.protocol.FramesRequest;
import dev.jspect.protocol.HeldFrames;
import dev.jspect.protocol.InstancesCapture;
import dev.jspect.protocol.Op;
import dev.jspect.protocol.ProtocolException;
import dev.jspect.protocol.ValueBounds;
import dev.jspect.protocol.ValueTree;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What needs the native library. This class and those of frames and objects come into the target before the library; those of exceptions, probes,
 * context and stacks below Java only when they are asked for. Whoever does less does not pay for them: here they are named, but for what the verifier would look for.
 */
final class Inspections {
    private static final int LAST_ATTEMPTS = 600;
    /** Later, one look of so many tries it once more. */
    private static final int SELDOM = 50;

    private static final long LAST_RETRY_NANOS = 100_000_000;
    private static final long NO_THREAD = -1;

    private final Outbox outbox;
    private final Instrumentation instrumentation;
    private final Evaluator evaluator;
    private final Loaders loaders;
    private final NamedClasses names;
    /** Null until they are asked for: so is what follows. */
    private SessionExceptions exceptions;

    private SessionProbes probes;

    private Instances instances;
    private boolean looksBelow;
    /** Known once; it is asked for again where something else has failed. */
    private int lateBelow;

    private final FieldAccess fields = new NativeFields();
    /** By its number; what is held of an exception is of no thread that is to be looked at now. */
    private final AtomicLong heldThread = new AtomicLong(NO_THREAD);

    private final FramesReader frames = new FramesReader(new NativeFrames());
    private int looks;
    private int failedLooks;

    Inspections(Outbox outbox, Instrumentation instrumentation, Evaluator evaluator, Loaders loaders) {
        this.outbox = outbox;
        this.instrumentation = instrumentation;
        this.evaluator = evaluator;
        this.loaders = loaders;
        names = new NamedClasses(instrumentation);
    }

    private SessionExceptions exceptions() {
        if (exceptions == null) {
            exceptions = new SessionExceptions(outbox, instrumentation, fields, evaluator, new NativeFrames());
        }
        return exceptions;
    }

    private SessionProbes probes() {
        if (probes == null) {
            probes = new SessionProbes(outbox, instrumentation, fields, evaluator, loaders, names);
        }
        return probes;
    }

    private void findInstances() {
        evaluator.useInstanceFinder(new InstanceFinder() {
            @Override
            public Object[] of(Class<?> type, int most) {
                return instances().of(type, most);
            }
        });
    }

    /** Snippets ask for it, too. */
    private synchronized Instances instances() {
        if (instances == null) {
            instances = new Instances(instrumentation, new NativeHeap());
        }
        return instances;
    }

    /** Carries out a request, and writes its reply. */
    void carryOut(int op, BodyReader in, BodyWriter out) throws Exception {
        switch (op) {
            case Op.FRAMES:
                FramesRequest wanted = FramesRequest.readFrom(in);
                frames.read(wanted, new CaptureValues(fields, wanted.bounds)).writeTo(out);
                break;
            case Op.HOLD_FRAMES:
                FramesRequest held = FramesRequest.readFrom(in);
                if (held.threadIds.size() != 1) {
                    throw new ProtocolException("frames of " + held.threadIds.size() + " threads to hold");
                }
                hold(frames.hold(held, new CaptureValues(fields, held.bounds)), held.threadIds.get(0), out);
                break;
            case Op.INSTANCES:
                instances(in).writeTo(out);
                break;
            case Op.FIND_INSTANCES:
                findInstances();
                break;
            case Op.ARM_EXCEPTIONS:
                exceptions().arm(in);
                break;
            case Op.DISARM_EXCEPTIONS:
                exceptions().disarm(out);
                break;
            case Op.HOLD_EXCEPTION:
                hold(exceptions().kept(in.readLong()), NO_THREAD, out);
                break;
            case Op.FIND_CONTEXT:
                evaluator.useCarriedFinder(SessionContext.finder(instrumentation, fields, in, heldThread));
                break;
            case Op.CONTEXT:
                SessionContext.read(instrumentation, fields, frames, in, out);
                break;
            case Op.STACKS:
                NativeStacks.begin();
                looksBelow = true;
                NativeStacks.read(in, out);
                break;
            default:
                ProbeRequests.carryOut(op, probes(), instrumentation, in, out);
        }
    }

    private InstancesCapture instances(BodyReader in) throws ProtocolException {
        String name = in.readText();
        int most = in.readInt();
        boolean collectFirst = in.readBoolean();
        ValueBounds bounds = ValueBounds.readFrom(in);
        List<Class<?>> named = names.of(name);
        if (named.isEmpty()) {
            return new InstancesCapture(
                    false,
                    names.similarTo(name),
                    0,
                    Collections.<ClassCount>emptyList(),
                    Collections.<ValueTree>emptyList());
        }
        Instances walks = instances();
        List<ClassCount> counts = walks.count(named, most, collectFirst);
        CaptureValues values = new CaptureValues(fields, bounds);
        List<ValueTree> shown = new ArrayList<ValueTree>();
        for (Object object : walks.objects()) {
            shown.add(values.read(null, object));
        }
        return new InstancesCapture(true, Collections.<String>emptyList(), walks.pausedNanos(), counts, shown);
    }

    private void hold(HeldCut cut, long thread, BodyWriter out) {
        heldThread.set(thread);
        evaluator.hold(cut.values());
        new HeldFrames(cut.capture, loaders.idsOf(cut.loaders())).writeTo(out);
    }

    /** No frames are held any more. */
    void release() {
        heldThread.set(NO_THREAD);
    }

    /**
     * Takes all back.
     *
     * @return what is left behind, in words
     * @throws OutOfMemoryError when there is no memory to do so
     */
    List<String> end() {
        closeStacks();
        List<String> left = new ArrayList<String>();
        addLate(left);
        try {
            left.addAll(closeExceptions());
        } catch (RuntimeException e) {
            // What else is to be taken back must not suffer.
            left.add("a changed class: " + e.getMessage());
        }
        try {
            left.addAll(closeProbes());
        } catch (RuntimeException e) {
            // The same.
            left.add("a changed class: " + e.getMessage());
        }
        return left;
    }

    private List<String> closeExceptions() {
        return exceptions == null ? Collections.<String>emptyList() : exceptions.close();
    }

    private void closeStacks() {
        if (looksBelow) {
            lateBelow = Math.max(lateBelow, NativeStacks.end());
        }
    }

    private void addLate(List<String> left) {
        if (lateBelow > 0) {
            left.add("the native library, for " + lateBelow
                    + (lateBelow == 1 ? " thread that has" : " threads that have")
                    + " not come to a processor to take its signal");
        }
    }

    private List<String> closeProbes() {
        return probes == null ? Collections.<String>emptyList() : probes.close();
    }

    /** Leaves one patch to itself, and takes the rest back; returns what else is left behind, in words. */
    List<String> detach(int patch) {
        probes().detach(patch);
        closeStacks();
        List<String> left = new ArrayList<String>();
        addLate(left);
        left.addAll(closeExceptions());
        return left;
    }

    /** Looks after it; returns whether it is still there. */
    boolean lookAfterDetached() {
        looks++;
        if (failedLooks >= LAST_ATTEMPTS && looks % SELDOM != 0) {
            return true;
        }
        try {
            return probes().lookAfterDetached();
        } catch (OutOfMemoryError | RuntimeException e) {
            // It is tried again, for ever: a heap may be less full then.
            failedLooks++;
            return true;
        }
    }

    /** Takes all back when nobody waits for it any more: it has all the time that the heap takes to be less full. */
    void close() {
        for (int attempt = 1; !hasEnded() && attempt < LAST_ATTEMPTS; attempt++) {
            LockSupport.parkNanos(LAST_RETRY_NANOS);
        }
    }

    private boolean hasEnded() {
        boolean ended = true;
        closeStacks();
        try {
            closeExceptions();
        } catch (RuntimeException | Error e) {
            ended = false;
        }
        try {
            closeProbes();
        } catch (RuntimeException | Error e) {
            ended = false;
        }
        return ended;
    }
}
