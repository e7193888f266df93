// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import dev.jspect.protocol.ThrownPart;
import dev.jspect.protocol.ValueTree;
import java.util.List;

/**
 * Makes the values of one call: what it begins with, and what it ends with. First the calling thread takes along what may change, then a thread of ours
 * reads. One thread at a time.
 */
public interface CallValues {
    /**
     * Says what was taken along when the call began.
     *
     * @param taken by {@link CallOutlet#take}, or null
     */
    void begun(Object taken);

    /** The call has ended: what is taken along or read from now on may have changed since. */
    void end();

    /**
     * Takes along what these show now, after {@link #end}, quickly.
     *
     * @param values gets in their places what is to be read later
     * @return false when there is more to it, and they must be read now
     */
    boolean take(Object[] values);

    /** From now on what is read is what the call began with. */
    void readBegun();

    /** From now on what is read is what the call ended with. */
    void readEnded();

    /** Reads a reference, as it is at that moment. */
    ValueTree read(String name, Object value);

    /**
     * Reads what an expression of the user's has given: a secret when one of the names in it is a secret's.
     *
     * @param resultName what the method's result is called
     */
    ValueTree readExpression(String expression, String resultName, Object value);

    /** Reads a primitive. */
    ValueTree readPrimitive(String name, char type, long bits);

    /** Returns a throwable, its causes, and those suppressed: each once, and not endlessly many. As they are now. */
    List<ThrownPart> parts(Throwable thrown);
}
