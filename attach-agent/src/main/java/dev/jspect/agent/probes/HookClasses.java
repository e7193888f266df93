// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

/**
 * Has the JVM load and initialise what hooks need, in a thread of ours. A thread of the application that did so might be in the midst of loading that
 * very class, through the method that has the probe; or at the end of its stack, and a class whose initialiser failed stays unusable.
 */
final class HookClasses {
    private static final String[] NAMES = {
        "dispatch.Glob",
        "dispatch.Handover",
        "dispatch.ThreadFacts",
        "probes.AroundCall",
        "probes.CallStack",
        "probes.CallStack$Taken",
        "probes.Columns",
        "probes.Condition",
        "probes.Histogram",
        "probes.HookState",
        "probes.Keeping",
        "probes.LoggedText",
        "probes.OpenCall",
        "probes.OpenCall$Extras",
        "probes.OriginalMethod",
        "probes.Pace",
        "probes.Patch",
        "probes.PatchedCalls",
        "probes.Quiet",
        "probes.ReturnPlace",
        "probes.TimedCalls",
        "probes.UserCode",
        "probes.UserCode$Run",
        "probes.Watch",
        "probes.WatchedCalls",
        "probes.WatchedPlaces",
        "probes.Zero",
        "values.ExpressionNames",
        "values.Lasting",
        "values.Memory",
        "values.Memory$Handles",
        "values.Moment",
        "values.Moment$Taken",
        "values.MomentMemory",
        "values.MomentPlans",
    };

    private HookClasses() {}

    static void load() throws ClassNotFoundException {
        ClassLoader own = HookClasses.class.getClassLoader();
        for (String name : NAMES) {
            Class.forName("dev.jspect.agent." + name, true, own);
        }
        Class.forName("dev.jspect.protocol.CallSummary", true, own);
        HookState.leave(HookState.enter(null));
    }
}
