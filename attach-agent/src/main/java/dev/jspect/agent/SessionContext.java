// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.context.ContextReader;
import dev.jspect.agent.context.OwnContext;
import dev.jspect.agent.exceptions.CarriedSource;
import dev.jspect.agent.values.FieldAccess;
import dev.jspect.agent.values.MomentPlans;
import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.ContextRequest;
import dev.jspect.protocol.ProtocolException;
import dev.jspect.protocol.ValueBounds;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Collections;
import java.util.List;

/** A session's requests that have to do with what threads carry. */
final class SessionContext {
    private static final int MOST_TAKEN = 200;

    private SessionContext() {}

    /** Returns what takes along what threads carry when they throw. */
    static CarriedSource taking(
            Instrumentation instrumentation,
            FieldAccess fields,
            List<String> holders,
            ValueBounds bounds,
            MethodHandles.Lookup trusted)
            throws ReflectiveOperationException {
        ContextRequest wanted =
                new ContextRequest(Collections.<Long>emptyList(), 0, MOST_TAKEN, false, holders, bounds);
        OwnContext own = new OwnContext(new NativeContext(instrumentation, fields), wanted, trusted);
        return new SessionCarried(own, fields, new MomentPlans(fields, trusted), bounds);
    }

    /** Reads a request and carries it out. */
    static void read(Instrumentation instrumentation, FieldAccess fields, BodyReader in, BodyWriter out)
            throws ProtocolException {
        ContextRequest wanted = ContextRequest.readFrom(in);
        new ContextReader(new NativeContext(instrumentation, fields))
                .read(wanted, new CaptureValues(fields, wanted.bounds))
                .writeTo(out);
    }
}
