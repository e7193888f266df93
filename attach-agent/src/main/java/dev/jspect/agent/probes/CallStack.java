// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import dev.jspect.protocol.CallSite;
import java.util.ArrayList;
import java.util.List;

/** The stack of who called a watched method: without the frames that the probe has put on it. */
final class CallStack {
    private static final int MOST_FRAMES = 64;

    /** What takes the stack along. Of a class of ours: who watches exceptions passes it over. */
    static final class Taken extends Throwable {
        private static final long serialVersionUID = 1L;

        Taken() {
            super(null, null, false, true);
        }
    }

    private CallStack() {}

    /**
     * Returns it, the method itself first.
     *
     * @param made by the calling thread in the probe, or null
     */
    static List<CallSite> of(Throwable made) {
        List<CallSite> sites = new ArrayList<CallSite>();
        StackTraceElement[] frames = made == null ? new StackTraceElement[0] : made.getStackTrace();
        for (StackTraceElement frame : frames) {
            boolean ofProbe = sites.isEmpty() && isOfProbe(frame.getClassName());
            if (!ofProbe && sites.size() < MOST_FRAMES) {
                sites.add(new CallSite(
                        frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber()));
            }
        }
        return sites;
    }

    private static boolean isOfProbe(String className) {
        return className.startsWith("dev.jspect.agent.")
                || className.startsWith("java.lang.invoke.")
                || className.equals("java.lang.JspectDispatcher");
    }
}
