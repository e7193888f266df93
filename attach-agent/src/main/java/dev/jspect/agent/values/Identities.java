// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Which objects a document speaks of, by identity: their own {@code equals} must not run. */
final class Identities {
    private final IdentityHashMap<Object, Integer> ids = new IdentityHashMap<Object, Integer>();
    private final IdentityHashMap<Object, Object> written = new IdentityHashMap<Object, Object>();
    private final List<Object> order = new ArrayList<Object>();

    int idOf(Object object) {
        Integer known = ids.get(object);
        if (known != null) {
            return known;
        }
        int id = ids.size() + 1;
        ids.put(object, id);
        return id;
    }

    boolean isWritten(Object object) {
        return written.containsKey(object);
    }

    void write(Object object) {
        written.put(object, object);
        order.add(object);
    }

    /** Has objects be written once more: they may have changed. They keep their names. */
    void again() {
        written.clear();
        order.clear();
    }

    /** Returns a place to go back to. */
    int mark() {
        return order.size();
    }

    /** Forgets what was written since: it was dropped together with a value that failed. */
    void goBack(int mark) {
        while (order.size() > mark) {
            written.remove(order.remove(order.size() - 1));
        }
    }
}
