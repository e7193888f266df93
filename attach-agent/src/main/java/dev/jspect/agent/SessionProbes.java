// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.dispatch.Dispatcher;
import dev.jspect.agent.dispatch.ThreadFacts;
import dev.jspect.agent.eval.Evaluator;
import dev.jspect.agent.eval.PatchSupport;
import dev.jspect.agent.eval.TrustedLookup;
import dev.jspect.agent.loaders.ClassFiles;
import dev.jspect.agent.loaders.Loaders;
import dev.jspect.agent.probes.Probes;
import dev.jspect.agent.rewriting.NamedClasses;
import dev.jspect.agent.rewriting.RunningClasses;
import dev.jspect.agent.values.FieldAccess;
import dev.jspect.agent.values.Secrets;
import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.CallCounts;
import dev.jspect.protocol.CallSummary;
import dev.jspect.protocol.FoundClasses;
import dev.jspect.protocol.PatchCounts;
import dev.jspect.protocol.PatchEnd;
import dev.jspect.protocol.PatchRequest;
import dev.jspect.protocol.PatchStatus;
import dev.jspect.protocol.PatchedMethod;
import dev.jspect.protocol.ProtocolException;
import dev.jspect.protocol.WatchRequest;
import dev.jspect.protocol.WatchedMethod;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A session's requests that have to do with probes. Other sessions' threads come here as well, by a {@link PatchDoor}. */
final class SessionProbes implements PatchSupport {
    private final Instrumentation instrumentation;
    private final SessionOutlet outlet;
    private final ClassesFound found;
    private final SessionClasses classes;
    private final RetainedCode code;
    private final Probes probes;
    private Dispatcher dispatcher;
    /** By their ids; other sessions ask for them, too. */
    private final Map<Integer, PatchDoor> doors = new LinkedHashMap<Integer, PatchDoor>();

    SessionProbes(
            Outbox outbox,
            Instrumentation instrumentation,
            FieldAccess fields,
            Evaluator evaluator,
            Loaders loaders,
            NamedClasses names) {
        this.instrumentation = instrumentation;
        RunningClasses running = new NativeClasses(instrumentation);
        found = new ClassesFound(instrumentation, loaders, names, new ClassFiles(instrumentation, running));
        classes = new SessionClasses(instrumentation, running, found);
        code = new RetainedCode(evaluator, found);
        outlet = new SessionOutlet(outbox, fields, evaluator);
        probes = new Probes(outlet);
        evaluator.usePatchSupport(this);
    }

    FoundClasses find(String name, boolean withResources, BodyReader in) throws ProtocolException {
        Set<Class<?>> known = new LinkedHashSet<Class<?>>();
        for (int count = in.readCount(4); count > 0; count--) {
            known.add(found.get(in.readInt()));
        }
        return found.find(name, withResources, known);
    }

    byte[] running(int id) throws ProtocolException {
        return found.classFile(found.get(id));
    }

    synchronized int reserve(byte[] dispatcherFile, int count) throws ReflectiveOperationException {
        TrustedLookup.obtain(instrumentation);
        dispatcher = Dispatcher.in(TrustedLookup.get(), dispatcherFile);
        outlet.prepare(TrustedLookup.get());
        int first = probes.reserve(dispatcher, new ThreadFacts(TrustedLookup.get()), count);
        classes.prepare(dispatcher);
        return first;
    }

    int retain(String className, String name) throws ReflectiveOperationException {
        return code.retain(className, name);
    }

    synchronized void change(BodyReader in) throws ProtocolException {
        classes.change(in);
    }

    synchronized void watch(WatchRequest request) throws ReflectiveOperationException {
        probes.watch(request, code);
    }

    CallSummary summary(int id) {
        return probes.summary(id);
    }

    synchronized CallCounts unwatch(int id) {
        List<WatchedMethod> methods = probes.methodsOf(id);
        CallCounts counts = probes.unwatch(id, classes.isDisturbed());
        for (WatchedMethod method : methods) {
            code.release(method);
        }
        return counts;
    }

    synchronized void patch(PatchRequest request) throws ProtocolException, ReflectiveOperationException {
        Set<Class<?>> types = new LinkedHashSet<Class<?>>();
        for (PatchedMethod method : request.methods) {
            types.add(found.get(method.classId));
        }
        probes.patches().patch(request, code);
        PatchDoor door = new PatchDoor(this, request, types);
        doors.put(request.id, door);
        dispatcher.register(door.key(), door);
    }

    synchronized PatchCounts unpatch(int id) {
        PatchCounts counts = probes.patches().unpatch(id, classes.isDisturbed());
        PatchDoor ended = doors.get(id);
        if (ended != null) {
            for (PatchedMethod method : ended.request().methods) {
                code.release(method);
            }
        }
        forget(id);
        return counts;
    }

    private void forget(int id) {
        PatchDoor door = doors.remove(id);
        if (door != null) {
            dispatcher.unregister(door.key());
        }
    }

    /** Says how a patch fares. Any session's thread. */
    synchronized PatchStatus status(int id) {
        return probes.patches().status(id, classes.isDisturbed());
    }

    /** Ends a patch for another session, and puts its classes back where it is the only reason that they are changed. That session's thread. */
    synchronized PatchEnd endForOthers(int id, Set<Class<?>> types) {
        probes.patches().endForOthers(id);
        PatchStatus status = status(id);
        // Where the class is changed for more than that, the session's tool knows what is to become of it.
        boolean isAlone = doors.size() == 1 && !probes.hasWatches();
        List<PatchEnd.Restored> restored = classes.restore(isAlone ? types : Collections.<Class<?>>emptySet());
        if (status.detached) {
            forget(id);
        }
        return new PatchEnd(status, restored);
    }

    /** Leaves a patch of this number to itself. */
    synchronized void detach(int number) {
        for (PatchDoor door : doors.values()) {
            if (door.key() == PatchDoor.key(number)) {
                probes.patches().detach(door.id());
                return;
            }
        }
        throw new IllegalStateException("this session has no patch " + number);
    }

    /**
     * Looks after the patch that is left to itself.
     *
     * @return whether it is still to be looked after
     */
    synchronized boolean lookAfterDetached() {
        for (PatchDoor door : new ArrayList<PatchDoor>(doors.values())) {
            if (probes.patches().hasEnded(door.id())) {
                classes.putBack(door.types());
            }
            if (probes.patches().isOver(door.id())) {
                forget(door.id());
            }
        }
        return !doors.isEmpty();
    }

    @Override
    public Object proceed(Object[] arguments) throws Throwable {
        return probes.patches().proceed(arguments);
    }

    @Override
    public void throwing(Throwable thrown) {
        probes.patches().throwing(thrown);
    }

    @Override
    public void log(String text) {
        // What looks like a secret is none of the tool's concern here, either.
        probes.patches().log(new Secrets(Collections.<String>emptyList()).redact(text, false));
    }

    /** Takes all back; returns what is left behind, in words. */
    synchronized List<String> close() {
        for (Integer id : new ArrayList<Integer>(doors.keySet())) {
            forget(id);
        }
        List<String> left = probes.end();
        classes.close();
        return left;
    }
}
