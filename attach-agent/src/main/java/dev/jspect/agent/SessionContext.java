// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.context.ContextReader;
import dev.jspect.agent.values.FieldAccess;
import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.ContextRequest;
import dev.jspect.protocol.ProtocolException;
import java.lang.instrument.Instrumentation;

/** A session's requests that have to do with what threads carry. */
final class SessionContext {
    private SessionContext() {}

    /** Reads a request and carries it out. */
    static void read(Instrumentation instrumentation, FieldAccess fields, BodyReader in, BodyWriter out)
            throws ProtocolException {
        ContextRequest wanted = ContextRequest.readFrom(in);
        new ContextReader(new NativeContext(instrumentation, fields))
                .read(wanted, new CaptureValues(fields, wanted.bounds))
                .writeTo(out);
    }
}
