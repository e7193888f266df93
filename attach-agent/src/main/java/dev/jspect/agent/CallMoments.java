// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.probes.CallValues;
import dev.jspect.agent.values.ExpressionNames;
import dev.jspect.agent.values.FieldAccess;
import dev.jspect.agent.values.FieldLayout;
import dev.jspect.agent.values.Moment;
import dev.jspect.agent.values.MomentPlans;
import dev.jspect.agent.values.ThrownParts;
import dev.jspect.agent.values.ValueReader;
import dev.jspect.protocol.ThrownPart;
import dev.jspect.protocol.ValueBounds;
import dev.jspect.protocol.ValueTree;
import java.util.List;

/** The values of one call, of two moments: when it began, and when it ended. */
final class CallMoments implements CallValues, FieldAccess {
    private final MomentPlans plans;
    private final FieldAccess live;
    private final ValueBounds bounds;
    private Moment begun;
    private Moment ended;
    /** What stands for the memory now. */
    private FieldAccess memory;

    private ValueReader reader;

    CallMoments(MomentPlans plans, FieldAccess live, ValueBounds bounds) {
        this.plans = plans;
        this.live = live;
        this.memory = live;
        this.bounds = bounds;
    }

    @Override
    public void begun(Object taken) {
        begun = (Moment) taken;
    }

    @Override
    public boolean take(Object[] values) {
        Moment moment = new Moment(plans, bounds.depth, bounds.items);
        if (!moment.take(values)) {
            return false;
        }
        ended = moment;
        return true;
    }

    @Override
    public void end() {
        memory = live;
        again();
    }

    @Override
    public void readBegun() {
        memory = begun == null ? live : begun;
        again();
    }

    @Override
    public void readEnded() {
        memory = ended == null ? live : ended;
        again();
    }

    private void again() {
        if (reader != null) {
            reader.again();
        }
    }

    @Override
    public ValueTree read(String name, Object value) {
        return reader().read(name, value);
    }

    @Override
    public ValueTree readExpression(String expression, String resultName, Object value) {
        return reader().read(new ExpressionNames(expression, resultName).judged(bounds.revealed), value);
    }

    @Override
    public ValueTree readPrimitive(String name, char type, long bits) {
        return reader().readPrimitive(name, type, bits);
    }

    @Override
    public List<ThrownPart> parts(Throwable thrown) {
        memory = live;
        return ThrownParts.of(thrown, live, reader());
    }

    private ValueReader reader() {
        if (reader == null) {
            reader = new ValueReader(this, bounds);
        }
        return reader;
    }

    @Override
    public FieldLayout layout(Class<?> type) {
        return live.layout(type);
    }

    @Override
    public Object reference(Object object, long id) {
        return memory.reference(object, id);
    }

    @Override
    public long bits(Object object, long id, byte kind) {
        return memory.bits(object, id, kind);
    }

    @Override
    public Object identity(Object object) {
        return memory.identity(object);
    }
}
