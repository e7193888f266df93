// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.protocol.FoundClass;
import dev.jspect.protocol.FoundClasses;
import dev.jspect.shell.CallFeed;
import dev.jspect.shell.PatchFeed;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.probes.PatchPlan;
import dev.jspect.shell.probes.WatchPlan;
import java.util.List;

/** What a session watches and patches. Any thread. */
public final class RemoteProbes {
    /** From here on a JVM hands out a class with the names of parameters (JDK-8240908). */
    private static final int KEEPS_PARAMETER_NAMES = 21;

    private final Requests requests;
    private final Wire wire;
    private final int feature;
    private final Parts parts;
    private final ProbeRequests probes;
    private final SessionClasses classes;
    private volatile boolean leavesDispatcher;

    RemoteProbes(Requests requests, Wire wire, int feature, Parts parts) {
        this.requests = requests;
        this.wire = wire;
        this.feature = feature;
        this.parts = parts;
        this.probes = new ProbeRequests(requests, wire);
        this.classes = new SessionClasses(probes, feature);
    }

    /**
     * Finds the loaded classes of a name, with their class files as they run.
     *
     * @param name full, or without package
     * @param known those that are left out
     */
    public FoundClasses findClasses(String name, List<FoundClass> known) throws TargetException {
        parts.add(Part.PROBES, "methods cannot be watched");
        // What ends meanwhile must not be seen half.
        synchronized (classes) {
            return classes.asTheyWere(probes.find(name, feature < KEEPS_PARAMETER_NAMES, known));
        }
    }

    /** Has a method of a snippet's class be retained for watches and patches; returns what names it. */
    public int retain(String className, String method) throws TargetException {
        return probes.retain(className, method);
    }

    /**
     * Has the target tell calls of methods as they end: changes their classes until the feed or the session ends.
     *
     * @throws TargetException also when a class cannot be changed
     */
    public CallFeed watch(WatchPlan plan) throws TargetException {
        CallStream stream = new CallStream(probes, wire, classes);
        leavesDispatcher = true;
        stream.begin(plan);
        return stream;
    }

    /**
     * Has code run in methods: changes their classes until the feed or the session ends.
     *
     * @throws TargetException also when a class cannot be changed
     */
    public PatchFeed patch(PatchPlan plan) throws TargetException {
        PatchStream stream = new PatchStream(probes, wire, classes);
        leavesDispatcher = true;
        stream.begin(plan);
        return stream;
    }

    /** Returns what {@link #patch} would make of the methods' code, as the lines of a diff; the target is only read. */
    public List<String> preview(PatchPlan plan) throws TargetException {
        return new PatchStream(probes, wire, classes).preview(plan);
    }

    /** Returns what all sessions have patched. */
    public RemotePatches patches() throws TargetException {
        parts.add(Part.PROBES, "patches cannot be looked at");
        return new RemotePatches(requests);
    }

    /** Says whether the class that changed classes call is, or may be, in the target. */
    boolean leaveDispatcher() {
        return leavesDispatcher;
    }
}
