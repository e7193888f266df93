// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.dispatch.Dispatcher;
import dev.jspect.agent.eval.TrustedLookup;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What a session asks the others in this target, and itself. None of its own locks may be held meanwhile, but for {@link #have}. */
final class OtherSessions {
    private OtherSessions() {}

    /** Lists how the patches of all sessions fare, by their numbers; empty where one cannot say. */
    static Map<Integer, byte[]> patches(Instrumentation instrumentation) throws ReflectiveOperationException {
        Map<Integer, byte[]> all = new TreeMap<Integer, byte[]>();
        for (Map.Entry<Integer, Function<Object[], Object>> one :
                doors(instrumentation).entrySet()) {
            Object status;
            try {
                status = one.getValue().apply(new Object[] {PatchDoor.STATUS});
            } catch (RuntimeException e) {
                // It has ended meanwhile, or is of another version.
                status = doors(instrumentation).containsKey(one.getKey()) ? PatchDoor.UNKNOWN : null;
            }
            if (status instanceof byte[]) {
                all.put(-one.getKey(), (byte[]) status);
            }
        }
        return all;
    }

    /** Ends a patch of any session; returns null when there is none of that number. */
    static byte[] end(int number, Instrumentation instrumentation) throws ReflectiveOperationException {
        int key = PatchDoor.key(number);
        Function<Object[], Object> patch = doors(instrumentation).get(key);
        try {
            return patch == null ? null : (byte[]) patch.apply(new Object[] {PatchDoor.END});
        } catch (IllegalStateException e) {
            if (doors(instrumentation).containsKey(key)) {
                throw e;
            }
            return null;
        }
    }

    /**
     * Says whether another session has changed a class.
     *
     * @param own the number of the asking session
     */
    static boolean have(Class<?> type, Dispatcher dispatcher, int own) {
        for (Map.Entry<Integer, Function<Object[], Object>> other :
                dispatcher.registeredBelowZero().entrySet()) {
            if (other.getKey() != own && has(type, other.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(Class<?> type, Function<Object[], Object> door) {
        try {
            return Boolean.TRUE.equals(door.apply(new Object[] {PatchDoor.CHANGES, type}));
        } catch (RuntimeException e) {
            // Of another version, that does not know the question.
            return false;
        }
    }

    private static Map<Integer, Function<Object[], Object>> doors(Instrumentation instrumentation)
            throws ReflectiveOperationException {
        TrustedLookup.obtain(instrumentation);
        Dispatcher there = Dispatcher.existing(TrustedLookup.get());
        Map<Integer, Function<Object[], Object>> all = new TreeMap<Integer, Function<Object[], Object>>();
        if (there != null) {
            all.putAll(there.registeredBelowZero());
        }
        return all;
    }
}
