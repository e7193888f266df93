// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import dev.jspect.agent.dispatch.Dispatcher;
import dev.jspect.agent.dispatch.ThreadFacts;
import dev.jspect.protocol.PatchCounts;
import dev.jspect.protocol.PatchRequest;
import dev.jspect.protocol.PatchStatus;
import dev.jspect.protocol.PatchedMethod;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The patches of one session. Called by its thread; {@link #proceed} and {@link #log} by the code of patches. */
public final class Patches {
    private static final long PATIENCE_MILLIS = 500;

    private final CallOutlet outlet;
    private final UserCode userCode;
    private final Warden warden;
    private final Map<Integer, Running> running = new LinkedHashMap<Integer, Running>();
    private Dispatcher dispatcher;
    private ThreadFacts threads;

    /** Finds what patches need. */
    public interface Code {
        /** Returns the condition on a method's calls, as of {@link Probes.Conditions}. */
        MethodHandle condition(PatchedMethod method);

        /** Returns the patch's code. */
        MethodHandle code(PatchedMethod method);

        /** Returns the method itself, whatever overrides it. */
        MethodHandle original(PatchedMethod method) throws ReflectiveOperationException;
    }

    private static final class Running {
        final Patch patch;
        final Thread reporter;

        Running(Patch patch, Thread reporter) {
            this.patch = patch;
            this.reporter = reporter;
        }
    }

    Patches(CallOutlet outlet, UserCode userCode, Warden warden) {
        this.outlet = outlet;
        this.userCode = userCode;
        this.warden = warden;
    }

    void use(Dispatcher found, ThreadFacts facts) {
        dispatcher = found;
        threads = facts;
    }

    /**
     * Says what probes do. They are put into the methods after this.
     *
     * @throws ReflectiveOperationException when some code is not there
     */
    public void patch(PatchRequest request, Code code) throws ReflectiveOperationException {
        if (running.containsKey(request.id) || dispatcher == null) {
            throw new IllegalStateException("patch " + request.id + " is there already, or has no numbers");
        }
        Patch patch = new Patch(request);
        List<PatchedCalls> all = new ArrayList<PatchedCalls>();
        for (PatchedMethod method : request.methods) {
            all.add(new PatchedCalls(
                    patch,
                    method,
                    userCode,
                    code.code(method),
                    Condition.inside(code.condition(method), patch, userCode),
                    request.kind == PatchRequest.AROUND
                            ? new OriginalMethod(code.original(method), dispatcher.original())
                            : null));
        }
        userCode.end(userCode.begin());
        Thread reporter = start(new PatchReporter(patch, outlet, threads), "jspect-patch-" + request.id);
        running.put(request.id, new Running(patch, reporter));
        warden.add(patch);
        for (PatchedCalls calls : all) {
            dispatcher.register(calls.method().probe, calls);
        }
    }

    private static Thread start(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, 0);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
        return thread;
    }

    /**
     * Ends a patch: its probes do nothing any more, wherever they still are.
     *
     * @param disturbed whether another agent has changed its classes meanwhile
     */
    public PatchCounts unpatch(int id, boolean disturbed) {
        Running ended = get(id);
        end(ended);
        running.remove(id);
        return ended.patch.counts(disturbed);
    }

    private Running get(int id) {
        Running wanted = running.get(id);
        if (wanted == null) {
            throw new IllegalStateException("there is no patch " + id);
        }
        return wanted;
    }

    /** From now on what a patch says is kept. */
    public void detach(int id) {
        Patch patch = get(id).patch;
        if (patch.request().ttlMillis == 0 || running.size() > 1) {
            throw new IllegalStateException("patch " + id + " has no end, or is not the only one");
        }
        if (patch.hasEnded()) {
            throw new IllegalStateException("the patch has ended already: "
                    + (patch.counts(false).failure == null ? "that is its limit" : patch.counts(false).failure));
        }
        patch.detach();
    }

    /** Ends a patch that somebody else has made: it is still there for that one. */
    public void endForOthers(int id) {
        Running ended = get(id);
        ended.patch.endForOthers();
        end(ended);
    }

    /** Says how a patch fares. */
    public PatchStatus status(int id, boolean disturbed) {
        return get(id).patch.status(disturbed);
    }

    /** Says whether a patch does not run any more. */
    public boolean hasEnded(int id) {
        return get(id).patch.hasEnded();
    }

    /** Says whether a patch's time is over, or somebody else has ended it. */
    public boolean isOver(int id) {
        return get(id).patch.isOver();
    }

    private void end(Running ended) {
        ended.patch.end();
        warden.remove(ended.patch);
        for (PatchedMethod method : ended.patch.request().methods) {
            dispatcher.unregister(method.method.probe);
        }
        try {
            ended.patch.close(PATIENCE_MILLIS);
            ended.reporter.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends all; returns what is left behind, in words. */
    List<String> end() {
        List<String> left = new ArrayList<String>();
        for (Running ended : running.values()) {
            end(ended);
            if (ended.reporter.isAlive()) {
                left.add("thread " + ended.reporter.getName());
            }
        }
        running.clear();
        return left;
    }

    /**
     * Runs the method that the calling code runs around, and throws what it throws.
     *
     * @param arguments other ones, without {@code this}; none: the same
     */
    public Object proceed(Object[] arguments) throws Throwable {
        AroundCall call = HookState.around();
        if (call == null) {
            throw new IllegalStateException(
                    "proceed() is for the code of --around, in the thread that called the method");
        }
        return call.proceed(arguments);
    }

    /** Is told of what snippet code is about to throw on purpose. */
    public void throwing(Throwable thrown) {
        AroundCall call = HookState.around();
        if (call != null) {
            call.throwing(thrown);
        }
    }

    /** Tells the tool what the calling code has to say. */
    public void log(String text) {
        PatchedCalls calls = HookState.running();
        if (calls == null) {
            throw new IllegalStateException("log() is for the code of patches, in the thread that called the method");
        }
        calls.log(text);
    }
}
