// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.context.ContextValues;
import dev.jspect.agent.context.OwnContext;
import dev.jspect.agent.exceptions.CarriedSource;
import dev.jspect.agent.values.ExpressionNames;
import dev.jspect.agent.values.FieldAccess;
import dev.jspect.agent.values.Lasting;
import dev.jspect.agent.values.Moment;
import dev.jspect.agent.values.MomentMemory;
import dev.jspect.agent.values.MomentPlans;
import dev.jspect.agent.values.ValueReader;
import dev.jspect.protocol.ThreadContext;
import dev.jspect.protocol.ValueBounds;
import dev.jspect.protocol.ValueTree;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What threads carry when they throw, as it was at that moment: an MDC is cleared as soon as its request has ended. */
final class SessionCarried implements CarriedSource {
    private static final int REHEARSALS = 10;
    /** Objects, fields and elements of one throw: a tenth of a millisecond or two. By their number, for whoever is first has to find out how its classes lie. */
    private static final int MOST_TAKEN = 8_192;

    private static final String NOT_TAKEN = "too much to take along in a moment";

    private final OwnContext own;
    private final FieldAccess live;
    private final MomentPlans plans;
    private final ValueBounds bounds;

    /** A value that was not seen at once to last. */
    private static final class Then {
        final Object value;
        /** Null when it would have taken too long. */
        final Moment moment;

        Then(Object value, Moment moment) {
            this.value = value;
            this.moment = moment;
        }
    }

    SessionCarried(OwnContext own, FieldAccess live, MomentPlans plans, ValueBounds bounds) {
        this.own = own;
        this.live = live;
        this.plans = plans;
        this.bounds = bounds;
    }

    /** Has the JVM load and link what is needed: not in the first thread that throws. */
    void prepare() throws ReflectiveOperationException {
        try {
            own.prepare(new Taking());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new InvocationTargetException(e);
        }
        for (int i = 0; i < REHEARSALS; i++) {
            Map<String, Object> sample = new HashMap<String, Object>();
            sample.put("a", new Object[] {i, "b", this});
            // The first can be taken along, the second not.
            Taking taking = new Taking();
            taking.apply(sample);
            taking.apply(Thread.currentThread());
        }
    }

    @Override
    public Object take() {
        try {
            return own.take(new Taking());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes along the values of one thread, as long as that is not too much: it is the application's. */
    private final class Taking implements Function<Object, Object> {
        private int left = MOST_TAKEN;

        @Override
        public Object apply(Object value) {
            if (Lasting.isSimple(value)) {
                return value;
            }
            if (left <= 0) {
                return new Then(value, null);
            }
            Moment moment = new Moment(plans, bounds.depth, bounds.items);
            Object[] taken = {value};
            boolean whole = moment.take(taken);
            left -= moment.taken() + 1;
            return whole ? new Then(taken[0], moment) : new Then(value, null);
        }
    }

    @Override
    public ThreadContext read(Thread thread, Object taken) {
        final MomentMemory memory = new MomentMemory(live);
        final ValueReader reader = new ValueReader(memory, bounds);
        return own.read(thread, taken, new ContextValues() {
            @Override
            public ValueTree readNamed(String names, Object value) {
                String judged = new ExpressionNames(names, "").judged(bounds.revealed);
                if (!(value instanceof Then)) {
                    memory.use(null);
                    reader.again();
                    return reader.read(judged, value);
                }
                Then then = (Then) value;
                if (then.moment == null) {
                    return ValueTree.ofMissing(NOT_TAKEN, then.value.getClass().getName(), 0, ValueTree.NO_SIZE);
                }
                memory.use(then.moment);
                reader.again();
                return reader.read(judged, then.value);
            }
        });
    }
}
