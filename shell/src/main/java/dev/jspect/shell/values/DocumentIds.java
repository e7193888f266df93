// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.values;

import dev.jspect.protocol.ValueTree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objects of one document: which are referred to from elsewhere, and what was written out of them. */
public final class DocumentIds {
    private final Map<Integer, ValueTree> written = new HashMap<>();
    private final Set<Integer> mentioned = new HashSet<>();
    private final Set<Integer> referenced = new HashSet<>();

    private DocumentIds() {}

    /** Looks through all values of a document. */
    public static DocumentIds of(Iterable<ValueTree> values) {
        DocumentIds ids = new DocumentIds();
        for (ValueTree value : values) {
            ids.add(value);
        }
        return ids;
    }

    private void add(ValueTree value) {
        if (value.id > 0) {
            if (!mentioned.add(value.id) || value.kind == ValueTree.SEEN) {
                referenced.add(value.id);
            }
            if (!isElsewhere(value)) {
                written.putIfAbsent(value.id, value);
            }
        }
        for (ValueTree member : value.members) {
            add(member);
        }
    }

    /** Whether some other place of the document speaks of the object, so that its id is worth showing. */
    public boolean isReferenced(int id) {
        return referenced.contains(id);
    }

    /** Returns where the object that a value stands for is written out; the value itself when that is nowhere. */
    public ValueTree resolve(ValueTree value) {
        @Nullable ValueTree found = isElsewhere(value) ? written.get(value.id) : null;
        return found == null ? value : found;
    }

    private static boolean isElsewhere(ValueTree value) {
        return value.kind == ValueTree.SEEN || value.kind == ValueTree.MISSING;
    }
}
