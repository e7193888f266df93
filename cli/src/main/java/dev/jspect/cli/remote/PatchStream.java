// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.PatchCounts;
import dev.jspect.protocol.PatchNote;
import dev.jspect.protocol.PatchRequest;
import dev.jspect.protocol.PatchedMethod;
import dev.jspect.protocol.ProtocolException;
import dev.jspect.shell.PatchFeed;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.instrument.ProbedMethod;
import dev.jspect.shell.probes.PatchPlan;
import dev.jspect.shell.probes.PlannedMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One patch: from {@link #begin} to {@link #end}. */
final class PatchStream implements PatchFeed {
    private final ProbeRequests requests;
    private final Wire wire;
    private final ClassChanges changes;
    private final Arrivals arrived = new Arrivals();
    private int id;
    private int number;

    PatchStream(ProbeRequests requests, Wire wire, SessionClasses classes) {
        this.requests = requests;
        this.wire = wire;
        this.changes = new ClassChanges(classes);
    }

    /** Returns what {@link #begin} would make of the methods' code, as the lines of a diff; the target is only read. */
    List<String> preview(PatchPlan plan) throws TargetException {
        Map<PlannedMethod, ProbedMethod> probes = probes(plan, 0);
        changes.prepare(probes);
        List<String> lines = new ArrayList<>();
        for (PlannedMethod method : probes.keySet()) {
            lines.addAll(changes.diff(method));
        }
        return lines;
    }

    /** Changes the methods from now on. */
    void begin(PatchPlan plan) throws TargetException {
        int first = requests.reserve(plan.methods().size());
        number = first;
        id = requests.begin(arrived);
        List<PatchedMethod> patched = new ArrayList<>();
        for (int i = 0; i < plan.methods().size(); i++) {
            PlannedMethod method = plan.methods().get(i);
            patched.add(new PatchedMethod(
                    method.owner().id,
                    CallStream.watched(method, first + i, 0, plan.conditions().get(i), 0, List.of()),
                    plan.code().get(i)));
        }
        changes.prepare(probes(plan, first));
        try {
            requests.patch(new PatchRequest(
                    id,
                    plan.kind(),
                    patched,
                    plan.threads(),
                    plan.limit(),
                    plan.ttl().toMillis(),
                    plan.origin()));
            changes.apply();
        } catch (TargetException e) {
            takeBack(e);
            throw e;
        }
    }

    private static Map<PlannedMethod, ProbedMethod> probes(PatchPlan plan, int first) {
        boolean around = plan.kind() == PatchRequest.AROUND;
        Map<PlannedMethod, ProbedMethod> probes = new LinkedHashMap<>();
        for (PlannedMethod method : plan.methods()) {
            int probe = first + probes.size();
            probes.put(method, new ProbedMethod(method.name(), method.descriptor(), probe, !around, around, Set.of()));
        }
        return probes;
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
    public int number() {
        return number;
    }

    @Override
    public @Nullable PatchNote next(Duration patience) throws InterruptedException, TargetException {
        byte[] body = arrived.next(patience);
        if (body == null) {
            wire.check();
            return null;
        }
        try {
            return PatchNote.readFrom(new BodyReader(body));
        } catch (ProtocolException e) {
            throw new TargetException(
                    TargetException.Kind.FAILED, "the target does not keep to the wire: " + e.getMessage());
        }
    }

    @Override
    public Totals end() throws TargetException {
        // The probes first: from then on they do nothing, wherever one still is.
        PatchCounts counts = requests.unpatch(id);
        return new Totals(counts.withLost(arrived.lost()), changes.restore());
    }
}
