// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.CallCapture;
import dev.jspect.protocol.CallCounts;
import dev.jspect.protocol.CallSummary;
import dev.jspect.protocol.ProtocolException;
import dev.jspect.protocol.WatchRequest;
import dev.jspect.protocol.WatchedMethod;
import dev.jspect.protocol.WatchedReturn;
import dev.jspect.shell.CallFeed;
import dev.jspect.shell.RestoredClasses;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.instrument.ProbedMethod;
import dev.jspect.shell.probes.PlannedMethod;
import dev.jspect.shell.probes.PlannedPlace;
import dev.jspect.shell.probes.WatchPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The calls of one watch: from {@link #begin} to {@link #end}. */
final class CallStream implements CallFeed {
    private final ProbeRequests requests;
    private final Wire wire;
    private final ClassChanges changes;
    private final Arrivals arrived = new Arrivals();
    private List<PlannedPlace> places = List.of();
    private int id;

    CallStream(ProbeRequests requests, Wire wire, SessionClasses classes) {
        this.requests = requests;
        this.wire = wire;
        this.changes = new ClassChanges(classes);
    }

    /** Has the target tell calls from now on. */
    void begin(WatchPlan plan) throws TargetException {
        places = plan.places();
        Map<PlannedMethod, ProbedMethod> probes = new LinkedHashMap<>();
        int probe = requests.reserve(places.size());
        for (PlannedPlace place : places) {
            PlannedMethod method = place.method();
            if (!probes.containsKey(method)) {
                Set<Integer> lines = place.isLine() ? Set.of(place.line()) : Set.of();
                probes.put(
                        method,
                        new ProbedMethod(
                                method.name(),
                                method.descriptor(),
                                probe++,
                                !place.isLine(),
                                false,
                                lines,
                                !place.returns().isEmpty()));
            }
        }
        id = requests.begin(arrived);
        List<WatchedMethod> watched = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            PlannedPlace place = places.get(i);
            int own = Objects.requireNonNull(probes.get(place.method())).probe();
            watched.add(watched(
                    place.told(),
                    own,
                    place.index(),
                    plan.conditions().get(i),
                    plan.columns().get(i),
                    place.returns().stream().map(CallStream::returned).toList()));
        }
        changes.prepare(probes);
        try {
            requests.watch(new WatchRequest(
                    id,
                    watched,
                    plan.most(),
                    plan.slowerThan().toNanos(),
                    plan.summary(),
                    plan.stacks(),
                    places.get(0).columns(),
                    plan.bounds()));
            changes.apply();
        } catch (TargetException e) {
            takeBack(e);
            throw e;
        }
    }

    /** As the target is told of a method. */
    static WatchedMethod watched(
            PlannedMethod method,
            int probe,
            int index,
            WatchPlan.@Nullable CallCondition condition,
            int columns,
            List<WatchedReturn> returns) {
        return new WatchedMethod(
                probe,
                index,
                method.owner().name,
                method.name(),
                method.descriptor(),
                method.isStatic(),
                method.parameters(),
                condition == null ? 0 : condition.code(),
                condition != null && condition.calls(),
                columns,
                returns);
    }

    private static WatchedReturn returned(PlannedPlace place) {
        String descriptor = place.told().descriptor();
        return new WatchedReturn(
                place.index(),
                descriptor.substring(1, descriptor.indexOf(')')),
                place.told().parameters());
    }

    /** One of several classes may be changed already, and there may have been no memory to take that back. */
    private void takeBack(TargetException failure) {
        try {
            end();
        } catch (TargetException second) {
            failure.addSuppressed(second);
        }
    }

    @Override
    public @Nullable CallCapture next(Duration patience) throws InterruptedException, TargetException {
        byte[] body = arrived.next(patience);
        if (body == null) {
            wire.check();
            return null;
        }
        try {
            CallCapture call = CallCapture.readFrom(new BodyReader(body));
            if (call.place < 0 || call.place >= places.size()) {
                throw new ProtocolException("call of place " + call.place);
            }
            if (call.returnPlace >= places.get(call.place).returns().size()) {
                throw new ProtocolException("call that returns at place " + call.returnPlace);
            }
            return call;
        } catch (ProtocolException e) {
            throw new TargetException(
                    TargetException.Kind.FAILED, "the target does not keep to the wire: " + e.getMessage());
        }
    }

    @Override
    public PlannedPlace place(CallCapture call) {
        return places.get(call.place);
    }

    @Override
    public CallSummary summary() throws TargetException {
        return requests.summary(id);
    }

    @Override
    public Totals end() throws TargetException {
        // The probes first: from then on they do nothing, wherever one still is.
        CallCounts counts = requests.unwatch(id);
        RestoredClasses restored = changes.restore();
        return new Totals(counts.withLost(arrived.lost()), restored.names(), restored.restored());
    }
}
