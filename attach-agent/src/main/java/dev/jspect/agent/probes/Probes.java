// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import dev.jspect.agent.dispatch.Dispatcher;
import dev.jspect.agent.dispatch.ThreadFacts;
import dev.jspect.protocol.CallCounts;
import dev.jspect.protocol.CallSummary;
import dev.jspect.protocol.ThrownPart;
import dev.jspect.protocol.WatchRequest;
import dev.jspect.protocol.WatchedMethod;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The probes of one session. Called by its thread. */
public final class Probes {
    private static final long PATIENCE_MILLIS = 500;

    private final CallOutlet outlet;
    private final Map<Integer, Running> watches = new LinkedHashMap<Integer, Running>();
    private final UserCode userCode;
    private final Warden warden;
    private final Patches patches;
    private ThreadFacts threads;
    private Dispatcher dispatcher;

    /** Finds the user's code: what decides whether a call is wanted, and what is told of it. */
    public interface Conditions {
        /** Returns a handle of what the method takes, {@code this} first, to a boolean; null where all calls are wanted. */
        MethodHandle of(WatchedMethod method);

        /** Returns a handle of what the method takes, its result, if it has one, and what it threw, to an array; null where the variables are wanted. */
        MethodHandle columns(WatchedMethod method);
    }

    private static final class Running {
        final Watch watch;
        /** Null where calls are told one by one. */
        final Histogram histogram;
        /** Null where they are counted. */
        final Thread reporter;

        boolean ended;

        Running(Watch watch, Histogram histogram, Thread reporter) {
            this.watch = watch;
            this.histogram = histogram;
            this.reporter = reporter;
        }
    }

    public Probes(final CallOutlet outlet) {
        this.outlet = outlet;
        userCode = new UserCode(new UserCode.Stopper() {
            @Override
            public void stop(Thread thread, boolean on) {
                outlet.stop(thread, on);
            }
        });
        warden = new Warden(userCode);
        patches = new Patches(outlet, userCode, warden);
    }

    /** Returns the patches. */
    public Patches patches() {
        return patches;
    }

    /**
     * Returns the first of so many numbers for probes.
     *
     * @param facts of threads
     */
    public int reserve(Dispatcher dispatcher, ThreadFacts facts, int count) throws ClassNotFoundException {
        HookClasses.load();
        this.dispatcher = dispatcher;
        threads = facts;
        patches.use(dispatcher, facts);
        return dispatcher.reserve(count);
    }

    /**
     * Says what probes do. They are put into the methods after this.
     *
     * @throws ReflectiveOperationException when a condition is not there
     */
    public void watch(WatchRequest request, Conditions conditions) throws ReflectiveOperationException {
        if (watches.containsKey(request.id) || dispatcher == null) {
            throw new IllegalStateException("watch " + request.id + " is there already, or has no numbers");
        }
        Watch watch = new Watch(request, outlet);
        watch.prepare();
        Histogram histogram = request.summary ? new Histogram() : null;
        Map<Integer, Function<Object[], Object>> all = new LinkedHashMap<Integer, Function<Object[], Object>>();
        for (int i = 0; i < request.methods.size(); i++) {
            WatchedMethod method = request.methods.get(i);
            MethodHandle condition = Condition.guarded(conditions.of(method), method.conditionCalls, watch, userCode);
            if (request.summary) {
                all.put(method.probe, new TimedCalls(watch, histogram, condition));
            } else {
                WatchedPlaces places = (WatchedPlaces) all.get(method.probe);
                places = places == null ? new WatchedPlaces() : places;
                Columns columns = Columns.of(conditions.columns(method), request.columns, userCode);
                places.add(method.index, new WatchedCalls(watch, method, i, condition, columns));
                for (int at = 0; at < method.returns.size(); at++) {
                    places.add(method.returns.get(at).index, new ReturnPlace(at, method.returns.get(at)));
                }
                all.put(method.probe, places);
            }
        }
        userCode.end(userCode.begin());
        warden.begin();
        watches.put(request.id, new Running(watch, histogram, request.summary ? null : report(watch)));
        for (Map.Entry<Integer, Function<Object[], Object>> probe : all.entrySet()) {
            dispatcher.register(probe.getKey(), probe.getValue());
        }
    }

    private Thread report(Watch watch) {
        Thread reporter =
                new Thread(null, new CallReporter(watch, outlet, threads), "jspect-watch-" + watch.request().id, 0);
        reporter.setDaemon(true);
        reporter.setContextClassLoader(null);
        reporter.start();
        return reporter;
    }

    /** Returns what a watch watches; nothing where there is none of that id. */
    public List<WatchedMethod> methodsOf(int id) {
        Running running = watches.get(id);
        return running == null ? Collections.<WatchedMethod>emptyList() : running.watch.request().methods;
    }

    /** Says whether calls are watched. */
    public boolean hasWatches() {
        return !watches.isEmpty();
    }

    /** Returns what was counted since the last time. */
    public CallSummary summary(int id) {
        Running running = watches.get(id);
        if (running == null || running.histogram == null) {
            throw new IllegalStateException("watch " + id + " counts no calls");
        }
        return running.histogram.takeNew();
    }

    /**
     * Ends a watch: its probes do nothing any more, wherever they still are.
     *
     * @param disturbed whether another agent has changed its classes meanwhile
     */
    public CallCounts unwatch(int id, boolean disturbed) {
        Running running = watches.get(id);
        if (running == null) {
            throw new IllegalStateException("there is no watch " + id);
        }
        end(running);
        CallCounts counts = counts(running, disturbed);
        // Last: it may be tried again when there was no memory.
        watches.remove(id);
        return counts;
    }

    private CallCounts counts(Running running, boolean disturbed) {
        Watch watch = running.watch;
        Throwable failure = watch.conditionThrew();
        String text = null;
        if (failure != null) {
            // Read from its fields: it may be the application's, and what it says a secret.
            ThrownPart part =
                    outlet.values(watch.request().bounds).parts(failure).get(0);
            text = part.message.text == null ? part.className : part.className + ": " + part.message.text;
        }
        CallCounts counts = watch.counts(disturbed, text);
        return running.histogram == null ? counts : counts.withSeen(running.histogram.calls());
    }

    private void end(Running running) {
        if (!running.ended) {
            running.ended = true;
            warden.end();
        }
        running.watch.end();
        for (WatchedMethod method : running.watch.request().methods) {
            dispatcher.unregister(method.probe);
        }
        if (running.reporter == null) {
            return;
        }
        try {
            running.reporter.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends all; returns what is left behind, in words. */
    public List<String> end() {
        List<String> left = new ArrayList<String>();
        for (Running running : watches.values()) {
            end(running);
            if (running.reporter != null && running.reporter.isAlive()) {
                left.add("thread " + running.reporter.getName());
            }
        }
        watches.clear();
        left.addAll(patches.end());
        return left;
    }
}
