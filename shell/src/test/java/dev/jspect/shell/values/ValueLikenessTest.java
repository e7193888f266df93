// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.values;

import static dev.jspect.shell.values.Trees.cut;
import static dev.jspect.shell.values.Trees.number;
import static dev.jspect.shell.values.Trees.object;
import static dev.jspect.shell.values.Trees.sequence;
import static dev.jspect.shell.values.Trees.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.protocol.ValueTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ValueLikenessTest {
    @Test
    void contentCountsAndNotIdentity() {
        assertTrue(alike(object("Order", 1, "n", number(1)), object("Order", 2, "n", number(1))));
        assertFalse(alike(object("Order", 1, "n", number(1)), object("Order", 2, "n", number(2))));
        assertFalse(alike(object("Order", 1, "n", number(1)), object("Order", 2, "m", number(1))));
        assertFalse(alike(object("Order", 1, "n", number(1)), object("Basket", 2, "n", number(1))));
        assertFalse(alike(text("a"), text("b")));
        assertFalse(alike(number(1), number(1L)));
        assertFalse(alike(cut("java.util.List", 1, 5, number(1)), cut("java.util.List", 2, 6, number(1))));
    }

    @Test
    void objectsAreFoundWhereTheyAreWrittenOut() {
        ValueTree one = object("Shelf", 1, "item", object("Item", 2, "n", number(1)));
        ValueTree other = object("Shelf", 3, "item", object("Item", 4, "n", number(1)));
        ValueTree third = object("Shelf", 5, "item", ValueTree.ofSeen("Item", 4));
        ValueTree fourth = object("Shelf", 6, "item", ValueTree.ofMissing("too deep", "Item", 4, ValueTree.NO_SIZE));
        ValueLikeness likeness = new ValueLikeness(Trees.ids(one, other, third, fourth));

        for (ValueTree shelf : List.of(other, third, fourth, ValueTree.ofSeen("Shelf", 1))) {
            assertTrue(likeness.alike(one, shelf));
            assertEquals(likeness.hash(one), likeness.hash(shelf));
        }
    }

    @Test
    void onlyWhatIsAllThereOrOneObjectIsTheSame() {
        ValueTree deep = object("Order", 1, "c", ValueTree.ofMissing("too deep", "Customer", 2, ValueTree.NO_SIZE));
        ValueTree other = object("Order", 3, "c", ValueTree.ofMissing("too deep", "Customer", 4, ValueTree.NO_SIZE));
        ValueTree shared = object("Order", 5, "c", ValueTree.ofMissing("too deep", "Customer", 2, ValueTree.NO_SIZE));
        ValueTree redacted = ValueTree.ofMissing("redacted", "java.lang.String", 0, ValueTree.NO_SIZE);
        ValueLikeness likeness = new ValueLikeness(Trees.ids(deep, other, shared));

        assertTrue(likeness.alike(deep, other));
        assertFalse(likeness.same(deep, other));
        assertTrue(likeness.same(deep, shared));
        assertTrue(likeness.same(deep, ValueTree.ofSeen("Order", 1)));
        assertFalse(likeness.same(redacted, ValueTree.ofMissing("redacted", "java.lang.String", 0, ValueTree.NO_SIZE)));
        assertFalse(likeness.same(cut("java.util.List", 6, 5, number(1)), cut("java.util.List", 7, 5, number(1))));
        assertTrue(likeness.same(sequence("java.util.List", 8, text("a")), sequence("java.util.List", 9, text("a"))));
    }

    @Test
    void circlesEnd() {
        ValueTree one = object("Node", 1, "next", ValueTree.ofSeen("Node", 1), "n", number(1));
        ValueTree other = object("Node", 2, "next", ValueTree.ofSeen("Node", 2), "n", number(1));

        assertTrue(alike(one, other));
    }

    @Test
    void givesUpOnWhatTakesTooLong() {
        List<ValueTree> document = new ArrayList<>();
        for (int first : List.of(100, 200)) {
            for (int i = 0; i < 50; i++) {
                ValueTree next = ValueTree.ofSeen("Node", first + i + 1);
                document.add(object("Node", first + i, "a", next, "b", next));
            }
            document.add(sequence("Node", first + 50));
        }
        ValueLikeness likeness = new ValueLikeness(DocumentIds.of(document));

        assertFalse(assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> likeness.alike(document.get(0), document.get(51))));
    }

    private static boolean alike(ValueTree one, ValueTree other) {
        return new ValueLikeness(Trees.ids(one, other)).alike(one, other);
    }
}
