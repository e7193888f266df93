// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.probes.CallValues;
import dev.jspect.agent.values.ExpressionNames;
import dev.jspect.agent.values.FieldAccess;
import dev.jspect.agent.values.Moment;
import dev.jspect.agent.values.MomentMemory;
import dev.jspect.agent.values.MomentPlans;
import dev.jspect.agent.values.ThrownParts;
import dev.jspect.agent.values.ValueReader;
import dev.jspect.protocol.ThrownPart;
import dev.jspect.protocol.ValueBounds;
import dev.jspect.protocol.ValueTree;
import java.util.List;

/** The values of one call, of two moments: when it began, and when it ended. */
final class CallMoments implements CallValues {
    private final MomentPlans plans;
    private final FieldAccess live;
    private final ValueBounds bounds;
    private Moment begun;
    private Moment ended;
    private final MomentMemory memory;

    private ValueReader reader;

    CallMoments(MomentPlans plans, FieldAccess live, ValueBounds bounds) {
        this.plans = plans;
        this.live = live;
        this.memory = new MomentMemory(live);
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
        memory.use(null);
        again();
    }

    @Override
    public void readBegun() {
        memory.use(begun);
        again();
    }

    @Override
    public void readEnded() {
        memory.use(ended);
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
        memory.use(null);
        return ThrownParts.of(thrown, live, reader());
    }

    private ValueReader reader() {
        if (reader == null) {
            reader = new ValueReader(memory, bounds);
        }
        return reader;
    }
}
