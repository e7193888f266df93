// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.dispatch.Dispatcher;
import dev.jspect.agent.rewriting.ChangedClasses;
import dev.jspect.agent.rewriting.ClassForm;
import dev.jspect.agent.rewriting.RunningClasses;
import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.PatchEnd;
import dev.jspect.protocol.ProtocolException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The classes that a session has changed for its probes. A class is one session's: another's change would put its own out of place. For one thread at a time. */
final class SessionClasses {
    private final ChangedClasses changed;
    private final ClassesFound found;
    /** What they are to become again. */
    private final Map<Class<?>, byte[]> before = new HashMap<Class<?>, byte[]>();
    /** Those that are changed now. */
    private final Set<Class<?>> claimed = ConcurrentHashMap.newKeySet();
    /** What other sessions ask whether a class is changed. */
    private final Function<Object[], Object> door = new Function<Object[], Object>() {
        @Override
        public Object apply(Object[] asked) {
            // Without a lock: two sessions may ask each other.
            return asked[0].equals(PatchDoor.CHANGES) ? claimed.contains((Class<?>) asked[1]) : null;
        }
    };

    private Dispatcher dispatcher;
    private int doorKey;

    SessionClasses(Instrumentation instrumentation, RunningClasses classes, ClassesFound found) {
        this.changed = new ChangedClasses(instrumentation, classes);
        this.found = found;
    }

    /** Has other sessions find this one. */
    void prepare(Dispatcher there) {
        dispatcher = there;
        if (doorKey == 0) {
            doorKey = PatchDoor.key(there.reserve(1));
            there.register(doorKey, door);
        }
    }

    /** Puts classes into another form, or back into their own. */
    void change(BodyReader in) throws ProtocolException {
        for (int count = in.readCount(17); count > 0; count--) {
            Class<?> type = found.get(in.readInt());
            byte[] original = in.readBytes();
            byte[] form = in.readBytes();
            byte[] restored = in.readBytes();
            boolean redefines = in.readBoolean();
            if (form == null) {
                changed.restore(type);
                claimed.remove(type);
                before.remove(type);
            } else {
                show(type);
                claim(type, restored == null ? original : restored);
                changed.change(new ClassForm(type, original, form, restored, redefines));
            }
        }
    }

    private void claim(Class<?> type, byte[] former) {
        before.put(type, former);
        // Before the others are asked: of two that do so at once none goes on.
        if (claimed.add(type) && OtherSessions.have(type, dispatcher, doorKey)) {
            claimed.remove(type);
            throw new IllegalStateException("another jspect has changed " + type.getName()
                    + ". jspect patches lists what is patched, jspect detach ends all");
        }
    }

    /** Its loader is asked for the dispatcher now, and not when a probe is linked. */
    private void show(Class<?> type) {
        try {
            dispatcher.showTo(type.getClassLoader());
        } catch (ClassNotFoundException | RuntimeException | LinkageError e) {
            throw new IllegalStateException(
                    "the loader of " + type.getName() + " does not find java.lang classes: " + e);
        }
    }

    /** Puts classes back; does nothing where they are. */
    void putBack(Set<Class<?>> types) {
        for (Class<?> type : types) {
            changed.restore(type);
            claimed.remove(type);
        }
    }

    /** Does the same, and returns how they were, and are. */
    List<PatchEnd.Restored> restore(Set<Class<?>> types) {
        putBack(types);
        List<PatchEnd.Restored> restored = new ArrayList<PatchEnd.Restored>();
        for (Class<?> type : types) {
            byte[] former = before.get(type);
            if (former != null) {
                restored.add(new PatchEnd.Restored(type.getName(), former, found.classFile(type)));
            }
        }
        return restored;
    }

    /** Says whether another agent has changed one of them since. */
    boolean isDisturbed() {
        return changed.isDisturbed();
    }

    /** Puts all back, as far as it can. */
    void close() {
        changed.restoreAll();
        claimed.clear();
        if (doorKey != 0) {
            dispatcher.unregister(doorKey);
        }
    }
}
