// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.eval.Evaluator;
import dev.jspect.agent.eval.TrustedLookup;
import dev.jspect.agent.exceptions.CaptureOutlet;
import dev.jspect.agent.exceptions.CarriedSource;
import dev.jspect.agent.exceptions.ExceptionValues;
import dev.jspect.agent.exceptions.Exceptions;
import dev.jspect.agent.frames.HeldCut;
import dev.jspect.agent.rewriting.ClassForm;
import dev.jspect.agent.values.FieldAccess;
import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.ExceptionsRequest;
import dev.jspect.protocol.Message;
import dev.jspect.protocol.ProtocolException;
import dev.jspect.protocol.Status;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** A session's requests that have to do with exceptions. */
final class SessionExceptions implements CaptureOutlet {
    private final Outbox outbox;
    private final Instrumentation instrumentation;
    private final FieldAccess fields;
    private final Evaluator evaluator;
    private final Exceptions exceptions;

    SessionExceptions(
            Outbox outbox,
            Instrumentation instrumentation,
            FieldAccess fields,
            Evaluator evaluator,
            NativeFrames methods) {
        this.outbox = outbox;
        this.instrumentation = instrumentation;
        this.fields = fields;
        this.evaluator = evaluator;
        exceptions = new Exceptions(instrumentation, new NativeClasses(instrumentation), methods, methods);
    }

    void arm(BodyReader in) throws ProtocolException, ReflectiveOperationException {
        ExceptionsRequest request = ExceptionsRequest.readFrom(in);
        TrustedLookup.obtain(instrumentation);
        byte[] dispatcher = in.readBytes();
        List<ClassForm> forms = new ArrayList<ClassForm>();
        for (int count = in.readCount(13); count > 0; count--) {
            forms.add(new ClassForm(
                    Class.forName(in.readText(), false, null), in.readBytes(), in.readBytes(), null, in.readBoolean()));
        }
        exceptions.arm(request, TrustedLookup.get(), dispatcher, where(request), forms, this);
    }

    private Method where(ExceptionsRequest request) throws ReflectiveOperationException {
        if (request.whereClass == null) {
            return null;
        }
        for (Method method :
                Class.forName(request.whereClass, true, evaluator.snippets()).getDeclaredMethods()) {
            if (method.getName().equals(ExceptionsRequest.WHERE) && method.getParameterTypes().length == 1) {
                return method;
            }
        }
        throw new NoSuchMethodException(request.whereClass + "." + ExceptionsRequest.WHERE);
    }

    /** Takes all back; then writes how many there were, were sent, and were lost. */
    void disarm(BodyWriter out) {
        exceptions.disarm();
        exceptions.counts().writeTo(out);
    }

    /** Returns a capture that is kept, the exception itself behind each frame's variables. */
    HeldCut kept(long id) {
        HeldCut kept = exceptions.kept(id);
        if (kept == null) {
            throw new IllegalStateException("this exception is not kept any more");
        }
        return kept;
    }

    /** Takes all back; returns what is left behind, in words. */
    List<String> close() {
        return exceptions.disarm();
    }

    @Override
    public void stop(Thread thread, int attempt) {
        if (attempt > 0) {
            evaluator.stopIn(thread, attempt == HARDEST);
        }
    }

    @Override
    public ExceptionValues values(ExceptionsRequest request) {
        return new CaptureValues(fields, request.bounds);
    }

    @Override
    public CarriedSource carried(ExceptionsRequest request, MethodHandles.Lookup trusted)
            throws ReflectiveOperationException {
        return request.contextHolders == null
                ? null
                : SessionContext.taking(instrumentation, fields, request.contextHolders, request.bounds, trusted);
    }

    @Override
    public boolean send(ExceptionCapture capture) {
        if (!outbox.hasSpace()) {
            return false;
        }
        BodyWriter body = new BodyWriter();
        capture.writeTo(body);
        outbox.put(new Message(0, Status.EXCEPTION, body.toByteArray()));
        return true;
    }

    @Override
    public void awaitSent(long millis) throws InterruptedException {
        outbox.awaitEmpty(millis);
    }
}
