// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import static dev.jspect.agent.TargetValues.bounds;
import static dev.jspect.agent.TargetValues.field;
import static dev.jspect.agent.TargetValues.plain;
import static dev.jspect.agent.TargetValues.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.agent.values.ValueReader;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.ValueBounds;
import dev.jspect.protocol.ValueTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryStringBuilder")
class ValueBoundsTest {
    @SuppressWarnings("UnusedVariable")
    private static final class Node {
        private Object next;
        private Object other;

        Node(Object next) {
            this.next = next;
        }
    }

    private static ValueBounds limited(int totalBytes, int millis) {
        return new ValueBounds(10, 1 << 20, 1 << 20, totalBytes, millis, List.of());
    }

    @Test
    void depthZeroShowsTheObjectAlone() {
        ValueTree list = read(null, List.of(1, 2, 3), bounds(0, 10, 10));
        ValueTree object = read(null, new Node(null), bounds(0, 10, 10));

        assertEquals(ValueTree.MISSING, list.kind);
        assertEquals("too deep", list.notCaptured);
        assertEquals(3, list.size);
        assertTrue(list.id > 0);
        assertEquals(Node.class.getName(), object.className);
        assertEquals("text", plain(read(null, "text", bounds(0, 10, 10))));
    }

    @Test
    void depthOneShowsItsFields() {
        ValueTree tree = read(null, new Node(new Node(null)), bounds(1, 10, 10));

        assertEquals("{next=missing: too deep, other=null}", plain(tree).toString());
    }

    @Test
    void writesOutLaterWhatDidNotFitBefore() {
        Node shared = new Node("text");
        Node deep = new Node(new Node(shared));
        deep.other = shared;

        ValueTree tree = read(null, deep, bounds(2, 10, 10));

        assertEquals(
                "{next={next=missing: too deep, other=null}, other={next=text, other=null}}",
                plain(tree).toString());
        assertEquals(field(field(tree, "next"), "next").id, field(tree, "other").id);
    }

    @Test
    void namesObjectsOnceInADocument() {
        Node node = new Node("text");
        ValueReader reader = TargetValues.reader(TargetValues.WIDE);

        ValueTree first = reader.read("a", node);
        ValueTree second = reader.read("b", node);

        assertEquals(ValueTree.SEEN, second.kind);
        assertEquals(first.id, second.id);
        assertEquals(Node.class.getName(), second.className);
    }

    @Test
    void closesCycles() {
        Node node = new Node(null);
        node.next = node;
        List<Object> list = new ArrayList<>(Arrays.asList(node));
        list.add(list);
        node.other = list;
        Object[] array = new Object[2];
        array[0] = array;

        assertEquals(
                "{next=seen #1, other=[seen #1, seen #2]}", plain(read(node)).toString());
        assertEquals("[seen #1, null]", plain(read(array)).toString());
    }

    @Test
    void cutsItems() {
        List<Integer> million = Collections.nCopies(1_000_000, 7);
        for (Object each : List.of(
                new ArrayList<>(million),
                million,
                million.toArray(),
                new int[1_000_000],
                new ConcurrentLinkedQueue<>(million))) {
            ValueTree tree = read(null, each, bounds(3, 10, 10));

            assertEquals(10, tree.members.size());
            assertEquals(1_000_000, tree.size, tree.className);
            assertEquals("truncated", tree.notCaptured);
        }
        ValueTree object = read(null, new Node(null), bounds(3, 1, 10));
        assertEquals(List.of("next"), object.names);
        assertEquals("truncated", object.notCaptured);
        assertNull(read(null, List.of(1, 2), bounds(3, 2, 10)).notCaptured);
        assertEquals("truncated", read(null, List.of(1), bounds(3, 0, 10)).notCaptured);
    }

    @Test
    void cutsStrings() {
        String big = "0123456789".repeat(1_000_000);
        for (Object each : List.of(big, new StringBuilder(big), big.toCharArray())) {
            ValueTree tree = read(null, each, bounds(3, 10, 15));

            assertEquals("012345678901234", tree.text);
            assertEquals(10_000_000, tree.size);
            assertEquals("truncated", tree.notCaptured);
        }
        assertEquals("ab", read(null, "ab\uD83D\uDE00", bounds(0, 1, 3)).text);
        assertEquals("", read(null, "abc", bounds(0, 1, 0)).text);
    }

    @Test
    void endsInDeepStructures() {
        Object deep = null;
        for (int i = 0; i < 5_000; i++) {
            deep = i % 2 == 0 ? new Node(deep) : new ArrayList<>(Arrays.asList(deep));
        }
        Object wrapped = new ArrayList<>(List.of("x"));
        for (int i = 0; i < 5_000; i++) {
            @SuppressWarnings("unchecked")
            List<Object> list = (List<Object>) wrapped;
            wrapped = Collections.synchronizedList(Collections.unmodifiableList(list));
        }

        ValueTree tree = read(null, deep, bounds(1_000, 10, 10));

        assertTrue(depthOf(tree) <= ValueTree.MAX_DEPTH);
        assertTrue(depthOf(tree) > 50);
        assertNotNull(read(null, wrapped, bounds(62, 10, 10)));
    }

    private static int depthOf(ValueTree tree) {
        int deepest = 0;
        for (ValueTree member : tree.members) {
            deepest = Math.max(deepest, 1 + depthOf(member));
        }
        return deepest;
    }

    @Test
    void keepsToTheBytesOfADocument() {
        Map<String, Object> all = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            all.put(
                    "k\u20ac" + i,
                    Arrays.asList("v\u00e9".repeat(i), i, new Node(new int[i / 10]), null, Thread.State.NEW));
        }
        for (int limit : new int[] {0, 1, 100, 1000, 10_000, 100_000, 1_000_000}) {
            ValueReader reader = TargetValues.reader(limited(limit, 600_000));
            BodyWriter out = new BodyWriter();
            reader.read(null, all).writeTo(out);
            ValueTree after = reader.read(null, all);

            assertTrue(out.size() <= limit + 600, out.size() + " for " + limit);
            assertTrue(out.size() >= limit * 9 / 10, out.size() + " for " + limit);
            assertEquals("truncated", after.notCaptured);
            assertEquals("truncated", reader.read(null, "text").notCaptured);
            assertEquals("truncated", reader.readPrimitive("i", 'I', 5).notCaptured);
        }
        ValueTree whole = read(null, all, limited(8 << 20, 600_000));
        assertNull(whole.notCaptured);
    }

    @Test
    void readsNothingMoreWhenTheTimeIsUp() {
        ValueReader reader = TargetValues.reader(limited(1 << 20, 0));

        assertEquals("truncated", reader.read(null, List.of(1)).notCaptured);
        assertEquals("truncated", reader.read(null, "text").notCaptured);
    }

    @Test
    void endsInHugeTablesThatAreEmpty() {
        Map<Object, Object> sparse = new HashMap<>(1 << 24);
        sparse.put("k", "v");
        IdentityHashMap<Object, Object> pairs = new IdentityHashMap<>(1 << 23);
        pairs.put("k", "v");

        for (Object each : List.of(sparse, pairs)) {
            ValueTree tree = read(null, each, bounds(3, 10, 10));

            assertEquals(1, tree.size);
            assertTrue(tree.members.size() == 2 || "truncated".equals(tree.notCaptured));
        }
    }
}
