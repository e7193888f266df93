// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import dev.jspect.agent.dispatch.ThreadFacts;
import dev.jspect.protocol.CallCapture;
import dev.jspect.protocol.ThrownPart;
import dev.jspect.protocol.ValueTree;
import dev.jspect.protocol.WatchedMethod;
import dev.jspect.protocol.WatchedReturn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes of what calling threads have taken along what the tool is sent. Runs in a thread of its own. */
final class CallReporter implements Runnable {
    private final Watch watch;
    private final CallOutlet outlet;
    private final ThreadFacts threads;

    CallReporter(Watch watch, CallOutlet outlet, ThreadFacts threads) {
        this.watch = watch;
        this.outlet = outlet;
        this.threads = threads;
    }

    /** Goes on until there comes nothing more, whatever happens: what escaped would be for the application's handler. */
    @Override
    public void run() {
        boolean more = true;
        while (more) {
            try {
                OpenCall call = watch.next();
                more = call != null;
                if (more) {
                    watch.countSent(outlet.send(capture(call)));
                }
            } catch (Throwable e) {
                // No memory: this one is lost, and counted; the next may do.
                watch.countSent(false);
            }
        }
    }

    private CallCapture capture(OpenCall call) throws Throwable {
        CallValues values = call.values(outlet);
        WatchedMethod method = call.calls.method();
        String descriptor = method.descriptor;
        values.readBegun();
        List<ValueTree> arguments =
                call.columns() == null ? arguments(call, values) : Collections.<ValueTree>emptyList();
        values.readEnded();
        if (call.columns() != null) {
            arguments = columns(call, values);
        }
        List<ValueTree> locals = locals(call, values);
        char returned = descriptor.charAt(descriptor.indexOf(')') + 1);
        boolean isVoid = call.columns() != null || call.thrown() != null || returned == 'V';
        return new CallCapture(
                watch.request().id,
                call.calls.number(),
                call.number(),
                wallClock(call.begun()),
                call.nanos(),
                call.atMost(),
                threads.id(call.thread),
                ThreadFacts.name(call.thread),
                arguments,
                isVoid ? null : value(values, call.calls.nameOfResult(), returned, call.result()),
                call.thrown() == null ? Collections.<ThrownPart>emptyList() : values.parts(call.thrown()),
                locals.isEmpty() ? -1 : call.returned().number(),
                locals,
                CallStack.of(call.stack()));
    }

    private static List<ValueTree> arguments(OpenCall call, CallValues values) {
        WatchedMethod method = call.calls.method();
        List<ValueTree> arguments = new ArrayList<ValueTree>();
        int at = 1;
        for (int i = 0; i < call.arguments.length; i++) {
            char type = 'L';
            if (method.isStatic || i > 0) {
                type = method.descriptor.charAt(at);
                at = behind(method.descriptor, at);
            }
            arguments.add(value(values, call.calls.nameOf(i), type, call.arguments[i]));
        }
        return arguments;
    }

    private static List<ValueTree> locals(OpenCall call, CallValues values) {
        List<ValueTree> locals = new ArrayList<ValueTree>();
        if (call.locals() == null || call.columns() != null) {
            return locals;
        }
        WatchedReturn place = call.returned().place();
        int at = 0;
        for (int i = 0; i < call.locals().length; i++) {
            locals.add(value(values, place.names.get(i), place.types.charAt(at), call.locals()[i]));
            at = behind(place.types, at);
        }
        return locals;
    }

    private static List<ValueTree> columns(OpenCall call, CallValues values) {
        List<String> names = call.calls.columns().names();
        List<ValueTree> columns = new ArrayList<ValueTree>();
        for (int i = 0; i < names.size(); i++) {
            Object kept = call.columns()[i];
            columns.add(
                    kept instanceof ValueTree
                            ? (ValueTree) kept
                            : values.readExpression(names.get(i), call.calls.nameOfResult(), kept));
        }
        return columns;
    }

    /** Returns the milliseconds since 1970 at a {@code System.nanoTime} of a moment ago. */
    private static long wallClock(long nanos) {
        return System.currentTimeMillis() - (System.nanoTime() - nanos) / 1_000_000;
    }

    private static int behind(String descriptor, int type) {
        int at = type;
        while (descriptor.charAt(at) == '[') {
            at++;
        }
        return descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) + 1 : at + 1;
    }

    private static ValueTree value(CallValues values, String name, char type, Object kept) {
        if (kept instanceof ValueTree) {
            return (ValueTree) kept;
        }
        return type == 'L' || type == '[' ? values.read(name, kept) : values.readPrimitive(name, type, bits(kept));
    }

    private static long bits(Object box) {
        if (box instanceof Boolean) {
            return (Boolean) box ? 1 : 0;
        }
        if (box instanceof Character) {
            return (Character) box;
        }
        if (box instanceof Float) {
            return Float.floatToRawIntBits((Float) box);
        }
        return box instanceof Double ? Double.doubleToRawLongBits((Double) box) : ((Number) box).longValue();
    }
}
