// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import dev.jspect.protocol.ThrownPart;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** What a throwable says of itself, read from its fields: its methods may be the application's. */
public final class ThrownParts {
    private static final int MOST_CAUSES = 16;

    /** Of each. */
    private static final int MOST_SUPPRESSED = 4;

    private static final Object[] NONE = {};

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
        Throwable at = thrown;
        for (int count = 1; at != null; count++) {
            all.done.put(at, true);
            Throwable cause = all.cause(at);
            boolean goesOn = cause != null && count < MOST_CAUSES && !all.done.containsKey(cause);
            all.add(at, relation, cause == null || goesOn ? null : all.unfollowed(cause));
            relation = ThrownPart.CAUSE;
            at = goesOn ? cause : null;
        }
        return all.parts;
    }

    /** Without one, the field refers to the throwable itself as long as it may be given one. */
    private Throwable cause(Throwable thrown) {
        Object cause = field(thrown, "cause");
        return cause == thrown ? null : (Throwable) cause;
    }

    private String unfollowed(Throwable cause) {
        return done.containsKey(cause) ? "its cause is one of those above" : "more causes";
    }

    private void add(Throwable thrown, int relation, String unfollowed) {
        Object[] suppressed = suppressed(thrown);
        int more = Math.max(0, suppressed.length - MOST_SUPPRESSED);
        String leftOut =
                more == 0 ? unfollowed : more + " more suppressed" + (unfollowed == null ? "" : ", " + unfollowed);
        parts.add(part(thrown, relation, leftOut));
        for (int i = 0; i < suppressed.length - more; i++) {
            if (suppressed[i] instanceof Throwable && done.put((Throwable) suppressed[i], true) == null) {
                parts.add(part((Throwable) suppressed[i], ThrownPart.SUPPRESSED, null));
            }
        }
    }

    private ThrownPart part(Throwable thrown, int relation, String leftOut) {
        Object message = field(thrown, "detailMessage");
        return new ThrownPart(relation, thrown.getClass().getName(), values.read("message", message), leftOut);
    }

    private Object[] suppressed(Throwable thrown) {
        Object suppressed = field(thrown, "suppressedExceptions");
        // What else the list may be is the application's.
        return suppressed != null && suppressed.getClass() == ArrayList.class
                ? ((ArrayList<?>) suppressed).toArray()
                : NONE;
    }

    private Object field(Throwable thrown, String name) {
        int index = layout.indexOf(name);
        return index < 0 ? null : fields.reference(thrown, layout.ids[index]);
    }
}
