// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.eval.Evaluator;
import dev.jspect.agent.probes.CallOutlet;
import dev.jspect.agent.probes.CallValues;
import dev.jspect.agent.values.FieldAccess;
import dev.jspect.agent.values.Lasting;
import dev.jspect.agent.values.Moment;
import dev.jspect.agent.values.MomentPlans;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.CallCapture;
import dev.jspect.protocol.Message;
import dev.jspect.protocol.PatchNote;
import dev.jspect.protocol.Status;
import dev.jspect.protocol.ValueBounds;
import java.lang.invoke.MethodHandles;

/** What a session offers to its watches and patches. Any thread. */
final class SessionOutlet implements CallOutlet {
    private final Outbox outbox;
    private final FieldAccess fields;
    private final Evaluator evaluator;
    private volatile MomentPlans plans;

    SessionOutlet(Outbox outbox, FieldAccess fields, Evaluator evaluator) {
        this.outbox = outbox;
        this.fields = fields;
        this.evaluator = evaluator;
    }

    /**
     * Makes ready, once.
     *
     * @param trusted a lookup that may do everything
     */
    void prepare(MethodHandles.Lookup trusted) {
        if (plans == null) {
            plans = new MomentPlans(fields, trusted);
        }
    }

    @Override
    public boolean lasts(Object value) {
        return Lasting.isSimple(value);
    }

    @Override
    public Object take(ValueBounds bounds, Object[] values) {
        Moment moment = new Moment(plans, bounds.depth, bounds.items);
        return moment.take(values) ? moment : null;
    }

    @Override
    public CallValues values(ValueBounds bounds) {
        return new CallMoments(plans, fields, bounds);
    }

    @Override
    public boolean send(CallCapture capture) {
        BodyWriter body = new BodyWriter();
        if (outbox.hasSpace()) {
            capture.writeTo(body);
        }
        return send(Status.CALL, body);
    }

    @Override
    public boolean send(PatchNote note) {
        BodyWriter body = new BodyWriter();
        note.writeTo(body);
        return send(Status.PATCH, body);
    }

    private boolean send(int status, BodyWriter body) {
        if (!outbox.hasSpace() || body.size() == 0) {
            return false;
        }
        outbox.put(new Message(0, status, body.toByteArray()));
        return true;
    }

    @Override
    public void stop(Thread thread, boolean on) {
        evaluator.stopAt(thread, on);
    }
}
