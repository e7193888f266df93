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
    /** Of one throw; of the first ones more, which find little ready. */
    private static final long TAKING_NANOS = 200_000;

    private static final long TAKING_FIRST_NANOS = 2_000_000;
    private static final int FIRST = 20;

    private static final String NOT_TAKEN = "too much to take along in a moment";

    private final OwnContext own;
    private final FieldAccess live;
    private final MomentPlans plans;
    private final ValueBounds bounds;
    /** About so many: threads may count at once. */
    private int takes;

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
        takes = 0;
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

    /** Takes along the values of one thread, as long as there is time: it is the application's. */
    private final class Taking implements Function<Object, Object> {
        private final long end = System.nanoTime() + (takes++ < FIRST ? TAKING_FIRST_NANOS : TAKING_NANOS);
        private boolean over;

        @Override
        public Object apply(Object value) {
            if (Lasting.isSimple(value)) {
                return value;
            }
            over |= System.nanoTime() - end > 0;
            Moment moment = over ? null : new Moment(plans, bounds.depth, bounds.items);
            Object[] taken = {value};
            return moment != null && moment.take(taken) ? new Then(taken[0], moment) : new Then(value, null);
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
