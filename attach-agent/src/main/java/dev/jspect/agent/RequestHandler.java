// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.eval.Evaluator;
import dev.jspect.agent.eval.SnippetTask;
import dev.jspect.agent.eval.UnresolvedSnippet;
import dev.jspect.agent.loaders.ClassFiles;
import dev.jspect.agent.loaders.Loaders;
import dev.jspect.agent.values.ThrownRenderer;
import dev.jspect.agent.values.ValueRenderer;
import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.LoaderFacts;
import dev.jspect.protocol.Message;
import dev.jspect.protocol.Op;
import dev.jspect.protocol.ProtocolException;
import dev.jspect.protocol.Status;
import dev.jspect.protocol.TargetFacts;
import dev.jspect.protocol.ThrownText;
import dev.jspect.protocol.ValueText;
import java.lang.instrument.Instrumentation;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries out requests: the one switch over {@link Op}, but for what {@link Inspections} do. All but evaluations run in the session's own
 * thread.
 */
final class RequestHandler {
    private static final long LOOK_NANOS = 200_000_000;

    private final Outbox outbox;
    private final SocketChannel channel;
    private final Instrumentation instrumentation;
    private final Policy policy = Policy.ofThisJvm();
    private final Loaders loaders;
    private final ClassFiles classFiles;
    private final Evaluator evaluator;
    /** Null until the library is loaded: its classes come together with it. */
    private Inspections inspections;

    private boolean finished;
    private boolean detached;

    RequestHandler(Outbox outbox, SocketChannel channel, Instrumentation instrumentation) {
        this.outbox = outbox;
        this.channel = channel;
        this.instrumentation = instrumentation;
        loaders = new Loaders(instrumentation);
        classFiles = new ClassFiles(instrumentation, new NativeClasses(instrumentation));
        evaluator = new Evaluator(outbox, instrumentation);
    }

    /**
     * Carries out a request and queues its reply; that of an evaluation follows when it ends.
     *
     * @throws ProtocolException when the request is not of the wire's form
     */
    void handle(Message request) throws ProtocolException {
        if (request.code < Op.HELLO || request.code > Op.FIND_INSTANCES) {
            throw new ProtocolException("request with unknown code " + request.code);
        }
        String refusal = policy.refusal(request.code);
        if (refusal != null) {
            outbox.put(Reply.text(request.id, Status.REFUSED, refusal));
            return;
        }
        Reply reply = reply(request);
        if (reply != null) {
            try {
                put(reply, request.id);
            } catch (RuntimeException | OutOfMemoryError tooMuch) {
                // Longer than a message may be, or than there is memory for: why there is none is shorter.
                put(Reply.of(tooMuch), request.id);
            }
        }
    }

    /** The tool waits for an answer, and without one thinks that the target hangs. */
    private void put(Reply reply, int id) {
        long end = System.nanoTime() + FullHeap.TAKING_BACK_NANOS;
        while (true) {
            try {
                outbox.put(reply.to(id));
                return;
            } catch (OutOfMemoryError full) {
                if (!AgentSession.awaitsMemory(end)) {
                    throw full;
                }
            }
        }
    }

    /** Returns null when it will follow. */
    private Reply reply(Message request) throws ProtocolException {
        try {
            return tried(request);
        } catch (ProtocolException e) {
            throw e;
        } catch (Throwable t) {
            // The session's edge: whatever goes wrong in the target is the tool's to tell, never the target's.
            return Reply.of(t);
        }
    }

    /** In a full heap what can be is tried for a while: it may not be full for long. */
    private Reply tried(Message request) throws Exception {
        FullHeap.awaitRoom(request.code);
        long end = System.nanoTime() + FullHeap.patience(request.code);
        while (true) {
            try {
                BodyWriter out = new BodyWriter();
                return carryOut(request, new BodyReader(request.body), out) ? Reply.of(out) : null;
            } catch (Exception | Error e) {
                if (!FullHeap.isReasonOf(e) || !AgentSession.awaitsMemory(end)) {
                    throw e;
                }
            }
        }
    }

    /** Returns true when the request is done, false when its reply will follow. */
    private boolean carryOut(Message request, BodyReader in, BodyWriter out) throws Exception {
        switch (request.code) {
            case Op.HELLO:
                facts().writeTo(out);
                return true;
            case Op.LOADERS:
                List<LoaderFacts> all = loaders.list();
                out.writeInt(all.size());
                for (LoaderFacts facts : all) {
                    facts.writeTo(out);
                }
                return true;
            case Op.USE_LOADER:
                LoaderFacts chosen = loaders.use(in.readInt());
                evaluator.useLoader(loaders.inUse());
                chosen.writeTo(out);
                return true;
            case Op.DEFINE:
                for (int count = in.readCount(8); count > 0; count--) {
                    evaluator.snippets().add(in.readText(), in.readBytes());
                }
                evaluator.snippets().defineAdded();
                return true;
            case Op.INVOKE:
            case Op.READ_VARIABLE:
                evaluate(request, in);
                return false;
            case Op.STOP:
                out.writeBoolean(evaluator.stop(in.readInt(), in.readBoolean()));
                return true;
            case Op.CLASS_FILE:
                out.writeBytes(classFiles.find(in.readText(), loaders.inUse()));
                return true;
            case Op.LOADED_CLASSES:
                out.writeStrings(loaders.loadedClasses());
                return true;
            case Op.LOAD_LIBRARY:
                NativeLibrary.load(in.readText(), in.readBytes(), instrumentation);
                evaluator.useHardStop(new NativeLibrary());
                inspections = new Inspections(outbox, instrumentation, evaluator, loaders);
                return true;
            case Op.ADD_CLASSES:
                for (int count = in.readCount(8); count > 0; count--) {
                    Doorway.addClass(in.readText(), in.readBytes());
                }
                return true;
            case Op.HEAP_USED:
                out.writeLong(Runtime.getRuntime().totalMemory()
                        - Runtime.getRuntime().freeMemory());
                return true;
            case Op.RELEASE_FRAMES:
                evaluator.hold(null);
                if (inspections != null) {
                    inspections.release();
                }
                return true;
            case Op.RUNNING_CLASS_FILE:
                out.writeBytes(classFiles.running(in.readText()));
                return true;
            case Op.END_OTHERS:
                out.writeInt(Doorway.endOthers(channel));
                return true;
            case Op.FAREWELL:
                finished = true;
                leave(inspections == null ? Collections.<String>emptyList() : inspections.end(), out);
                return true;
            case Op.DETACH:
                leave(loaded(request).detach(in.readInt()), out);
                finished = true;
                detached = true;
                return true;
            default:
                loaded(request).carryOut(request.code, in, out);
                return true;
        }
    }

    private Inspections loaded(Message request) throws ProtocolException {
        if (inspections == null) {
            throw new ProtocolException("request " + request.code + " before the library is loaded");
        }
        return inspections;
    }

    private void leave(List<String> left, BodyWriter out) {
        List<String> all = new ArrayList<String>(evaluator.leftRunning());
        all.addAll(left);
        all.addAll(Doorway.removeFromClassPath(instrumentation));
        out.writeStrings(all);
    }

    private void evaluate(Message request, BodyReader in) throws ProtocolException {
        int evalId = in.readInt();
        final ValueRenderer renderer = new ValueRenderer(in.readInt(), in.readInt());
        final String className = in.readText();
        final String member = in.readText();
        final boolean invoke = request.code == Op.INVOKE;
        evaluator.start(request.id, evalId, new SnippetTask() {
            @Override
            public ValueText run() throws Throwable {
                return invoke
                        ? renderer.render(evaluator.snippets().invoke(className, member))
                        : renderer.render(evaluator.snippets().read(className, member));
            }

            @Override
            public ThrownText describe(Throwable thrown) {
                int unresolved =
                        thrown instanceof UnresolvedSnippet ? ((UnresolvedSnippet) thrown).id() : ThrownText.RESOLVED;
                return ThrownRenderer.render(thrown, unresolved);
            }
        });
    }

    private TargetFacts facts() {
        return new TargetFacts(
                System.getProperty("java.specification.version", ""),
                System.getProperty("java.home", ""),
                System.getProperty("java.class.path", ""),
                System.getProperty("user.dir", ""),
                policy.level());
    }

    /** True once the tool has said farewell. */
    boolean isFinished() {
        return finished;
    }

    /**
     * Looks after a patch that the tool has left in place, until its time is over, or somebody ends this session by closing its connection.
     */
    void awaitDetached() {
        while (detached
                && channel.isOpen()
                && !Thread.currentThread().isInterrupted()
                && inspections.lookAfterDetached()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Ends what still runs for this session. */
    void close() {
        if (inspections != null) {
            inspections.close();
        }
        evaluator.close();
    }
}
