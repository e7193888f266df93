// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import dev.jspect.protocol.ThrownPart;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** What a throwable says of itself, read from its fields: its methods may be the application's. */
public final class ThrownParts {
    private static final int MOST = 16;

    private final FieldAccess fields;
    private final FieldLayout layout;
    private final ValueReader values;
    private final IdentityHashMap<Throwable, Boolean> done = new IdentityHashMap<Throwable, Boolean>();
    private final List<ThrownPart> parts = new ArrayList<ThrownPart>();

    private ThrownParts(FieldAccess fields, ValueReader values) {
        this.fields = fields;
        this.values = values;
        layout = fields.layout(Throwable.class);
    }

    /** Returns the throwable, its causes, and those suppressed: each once, and not endlessly many. */
    public static List<ThrownPart> of(Throwable thrown, FieldAccess fields, ValueReader values) {
        ThrownParts all = new ThrownParts(fields, values);
        int relation = ThrownPart.THROWN;
        for (Throwable at = thrown; at != null && all.add(at, relation); at = (Throwable) all.field(at, "cause")) {
            all.addSuppressed(at);
            relation = ThrownPart.CAUSE;
        }
        return all.parts;
    }

    private boolean add(Throwable thrown, int relation) {
        if (parts.size() == MOST || done.put(thrown, true) != null) {
            return false;
        }
        Object message = field(thrown, "detailMessage");
        parts.add(new ThrownPart(relation, thrown.getClass().getName(), values.read("message", message)));
        return true;
    }

    private void addSuppressed(Throwable thrown) {
        Object suppressed = field(thrown, "suppressedExceptions");
        // What else the list may be is the application's.
        if (suppressed != null && suppressed.getClass() == ArrayList.class) {
            for (Object one : ((ArrayList<?>) suppressed).toArray()) {
                if (one instanceof Throwable) {
                    add((Throwable) one, ThrownPart.SUPPRESSED);
                }
            }
        }
    }

    private Object field(Throwable thrown, String name) {
        int index = layout.indexOf(name);
        return index < 0 ? null : fields.reference(thrown, layout.ids[index]);
    }
}
