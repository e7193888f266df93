// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import dev.jspect.protocol.WatchRequest;
import java.util.HashMap;
import java.util.Map;

/**
 * What a calling thread takes along of values that may change, for one watch: what never does is read later, as it is; of others the fields are copied, and what
 * cannot be copied in a moment is read at once. Any thread.
 */
final class Keeping {
    private static final int REHEARSALS = 10;

    private final WatchRequest request;
    private final CallOutlet outlet;
    private final Pace pace;

    /**
     * @param pace is told of what takes long
     */
    Keeping(WatchRequest request, CallOutlet outlet, Pace pace) {
        this.request = request;
        this.outlet = outlet;
        this.pace = pace;
    }

    /** Has the JVM initialise what is needed. */
    void prepare() {
        for (int i = 0; i < REHEARSALS; i++) {
            Map<String, Object> sample = new HashMap<String, Object>();
            sample.put("a", new Sample());
            sample.put("b", new int[] {i});
            Object[] kept = {sample};
            CallValues values = outlet.values(request.bounds);
            outlet.lasts(sample);
            values.read(null, sample);
            values.readExpression("sample.get(0)", "sample", sample);
            // The first can be taken along, the second not.
            values.begun(outlet.take(request.bounds, kept));
            outlet.take(request.bounds, new Object[] {Thread.currentThread()});
            values.readBegun();
            values.read(null, kept[0]);
            values.end();
            values.take(kept);
            values.readEnded();
            values.read(null, kept[0]);
        }
    }

    /** Fields of all kinds. */
    @SuppressWarnings("unused")
    private static final class Sample {
        private final boolean z = true;
        private final byte b = 1;
        private final short s = 2;
        private final char c = 'c';
        private final int i = 3;
        private final long j = 4;
        private final float f = 5;
        private final double d = 6;
        private final String text = "a text";
    }

    /** Returns what was taken along of what a call begins with, or has read values, or null when all can be read later. */
    Object arguments(WatchedCalls calls, Object[] arguments) {
        int first = 0;
        while (first < arguments.length && outlet.lasts(arguments[first])) {
            first++;
        }
        if (first == arguments.length) {
            return null;
        }
        Object taken = outlet.take(request.bounds, arguments);
        if (taken != null) {
            return taken;
        }
        // This takes so long that each time counts.
        long from = System.nanoTime();
        CallValues values = outlet.values(request.bounds);
        for (int i = first; i < arguments.length; i++) {
            if (!outlet.lasts(arguments[i])) {
                arguments[i] = values.read(calls.nameOf(i), arguments[i]);
            }
        }
        pace.spent(System.nanoTime() - from);
        return values;
    }

    /** Returns what stands for the result. */
    Object result(OpenCall call, Object result) {
        if (call.locals() != null) {
            return locals(call, result);
        }
        if (outlet.lasts(result)) {
            return result;
        }
        CallValues values = call.values(outlet);
        values.end();
        Object[] kept = {result};
        return values.take(kept) ? kept[0] : values.read(call.calls.nameOfResult(), result);
    }

    private Object locals(OpenCall call, Object result) {
        Object[] locals = call.locals();
        CallValues values = call.values(outlet);
        values.end();
        Object[] kept = new Object[locals.length + 1];
        System.arraycopy(locals, 0, kept, 0, locals.length);
        kept[locals.length] = result;
        if (!values.take(kept)) {
            for (int i = 0; i < kept.length; i++) {
                if (!outlet.lasts(kept[i])) {
                    String name =
                            i < locals.length ? call.returned().place().names.get(i) : call.calls.nameOfResult();
                    kept[i] = values.read(name, kept[i]);
                }
            }
        }
        System.arraycopy(kept, 0, locals, 0, locals.length);
        return kept[locals.length];
    }

    /** Keeps what is told in place of the variables; returns null. */
    Object columns(OpenCall call, Object result, Throwable thrown) {
        Columns columns = call.calls.columns();
        Object[] read = columns.read(call.arguments, result, thrown);
        CallValues values = call.values(outlet);
        values.end();
        if (!values.take(read)) {
            for (int i = 0; i < read.length; i++) {
                if (!outlet.lasts(read[i])) {
                    read[i] = values.readExpression(columns.names().get(i), call.calls.nameOfResult(), read[i]);
                }
            }
        }
        call.columns(read);
        return null;
    }
}
