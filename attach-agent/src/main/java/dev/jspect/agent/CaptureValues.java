// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.context.ContextValues;
import dev.jspect.agent.exceptions.ExceptionValues;
import dev.jspect.agent.values.ExpressionNames;
import dev.jspect.agent.values.FieldAccess;
import dev.jspect.agent.values.ThrownParts;
import dev.jspect.agent.values.ValueReader;
import dev.jspect.protocol.ThrownPart;
import dev.jspect.protocol.ValueBounds;
import dev.jspect.protocol.ValueTree;
import java.util.List;

/** The values of one capture. Its time begins with the first of them, when the target runs again. */
final class CaptureValues implements ExceptionValues, ContextValues {
    private final FieldAccess fields;
    private final ValueBounds bounds;
    private ValueReader reader;

    CaptureValues(FieldAccess fields, ValueBounds bounds) {
        this.fields = fields;
        this.bounds = bounds;
    }

    @Override
    public ValueTree read(String name, Object value) {
        return reader().read(name, value);
    }

    @Override
    public ValueTree readNamed(String names, Object value) {
        return reader().read(new ExpressionNames(names, "").judged(bounds.revealed), value);
    }

    @Override
    public ValueTree readPrimitive(String name, char type, long bits) {
        return reader().readPrimitive(name, type, bits);
    }

    @Override
    public List<ThrownPart> parts(Throwable thrown) {
        return ThrownParts.of(thrown, fields, reader());
    }

    private ValueReader reader() {
        if (reader == null) {
            reader = new ValueReader(fields, bounds);
        }
        return reader;
    }
}
