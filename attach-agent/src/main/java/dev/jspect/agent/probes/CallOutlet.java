// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import dev.jspect.protocol.CallCapture;
import dev.jspect.protocol.PatchNote;
import dev.jspect.protocol.ValueBounds;

/** What a session offers to those who watch calls for it. */
public interface CallOutlet {
    /** Says whether it is seen at once that what an object shows will be the same for ever: then it may be read later. Also of null. Any thread. */
    boolean lasts(Object value);

    /**
     * Takes along what values show now, quickly. Any thread.
     *
     * @param values gets in their places what is to be read later
     * @return for {@link CallValues#begun}; null when there is more to it, and they must be read now
     */
    Object take(ValueBounds bounds, Object[] values);

    /** Returns the values of one call. Any thread. */
    CallValues values(ValueBounds bounds);

    /** Sends it; returns false when more is on its way than the tool takes. Does not wait. */
    boolean send(CallCapture capture);

    /** Sends what a patch has to say, in the same way. */
    boolean send(PatchNote note);

    /**
     * Has the snippet code in a thread end at its next check.
     *
     * @param on false lets it be again
     */
    void stop(Thread thread, boolean on);
}
