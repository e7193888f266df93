// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.eval.TrustedLookup;
import dev.jspect.agent.exceptions.ExceptionValues;
import dev.jspect.agent.exceptions.Exceptions;
import dev.jspect.agent.values.FieldAccess;
import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.ExceptionsRequest;
import dev.jspect.protocol.Message;
import dev.jspect.protocol.ProtocolException;
import dev.jspect.protocol.Status;
import java.lang.instrument.Instrumentation;

/** A session's requests that have to do with exceptions. */
final class SessionExceptions implements Exceptions.Outlet {
    private final Outbox outbox;
    private final Instrumentation instrumentation;
    private final FieldAccess fields;
    private final Exceptions exceptions;

    SessionExceptions(Outbox outbox, Instrumentation instrumentation, FieldAccess fields, NativeFrames methods) {
        this.outbox = outbox;
        this.instrumentation = instrumentation;
        this.fields = fields;
        exceptions = new Exceptions(instrumentation, methods, methods);
    }

    void arm(BodyReader in) throws ProtocolException, ReflectiveOperationException {
        ExceptionsRequest request = ExceptionsRequest.readFrom(in);
        TrustedLookup.obtain(instrumentation);
        exceptions.arm(request, TrustedLookup.get(), in.readBytes(), in.readBytes(), in.readBytes(), this);
    }

    /** Writes how many there were, were sent, and were lost; then takes all back. */
    void disarm(BodyWriter out) {
        for (long count : exceptions.counts()) {
            out.writeLong(count);
        }
        exceptions.disarm();
    }

    void close() {
        exceptions.disarm();
    }

    @Override
    public ExceptionValues values(ExceptionsRequest request) {
        return new CaptureValues(fields, request.bounds);
    }

    @Override
    public void send(ExceptionCapture capture) throws InterruptedException {
        BodyWriter body = new BodyWriter();
        capture.writeTo(body);
        outbox.awaitSpace();
        outbox.put(new Message(0, Status.EXCEPTION, body.toByteArray()));
    }
}
