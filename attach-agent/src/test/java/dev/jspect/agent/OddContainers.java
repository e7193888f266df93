// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/** Containers in states that are rare. In the language of Java 8: see {@link ContainersCheck}. */
@SuppressWarnings("JdkObsolete")
final class OddContainers {
    private final ContainerComparison compared;

    OddContainers(ContainerComparison compared) {
        this.compared = compared;
    }

    void all() {
        collisions();
        nulls();
        rings();
        enums();
    }

    /** Chains become trees. */
    private void collisions() {
        List<Map<Object, Object>> maps = Arrays.<Map<Object, Object>>asList(
                new HashMap<Object, Object>(),
                new LinkedHashMap<Object, Object>(),
                new ConcurrentHashMap<Object, Object>());
        for (Map<Object, Object> map : maps) {
            for (int i = 0; i < 1024; i++) {
                StringBuilder key = new StringBuilder();
                for (int bit = 0; bit < 10; bit++) {
                    key.append((i >> bit & 1) == 0 ? "Aa" : "BB");
                }
                map.put(key.toString(), i);
            }
            compared.map(map);
        }
    }

    private void nulls() {
        List<Map<Object, Object>> maps = Arrays.<Map<Object, Object>>asList(
                new HashMap<Object, Object>(),
                new LinkedHashMap<Object, Object>(),
                new IdentityHashMap<Object, Object>(),
                new WeakHashMap<Object, Object>());
        for (Map<Object, Object> map : maps) {
            map.put(null, "of null");
            map.put("to null", null);
            compared.map(map);
        }
        compared.sequence(Arrays.asList("a", null, "b"));
        compared.sequence(new LinkedList<Object>(Arrays.asList(null, "a", null)));
        compared.sequence(new ArrayList<Object>(Arrays.asList(null, null)));
        compared.sequence(new HashSet<Object>(Arrays.asList(null, "a")));
        compared.sequence(Collections.nCopies(3, null));
        compared.sequence(Collections.singletonList(null));
        compared.map(Collections.singletonMap(null, null));
    }

    private void rings() {
        ArrayDeque<Object> deque = new ArrayDeque<Object>();
        ArrayBlockingQueue<Object> queue = new ArrayBlockingQueue<Object>(7);
        for (int i = 0; i < 50; i++) {
            deque.addLast("last " + i);
            deque.addFirst("first " + i);
            if (i % 3 != 0) {
                deque.pollFirst();
            }
            if (!queue.offer("item " + i)) {
                queue.poll();
                queue.poll();
            }
            compared.sequence(deque);
            compared.sequence(queue);
        }
    }

    private void enums() {
        compared.sequence(EnumSet.noneOf(Thread.State.class));
        compared.sequence(EnumSet.of(Thread.State.NEW, Thread.State.TERMINATED));
        compared.sequence(EnumSet.allOf(Thread.State.class));
        compared.sequence(EnumSet.noneOf(Character.UnicodeScript.class));
        compared.sequence(EnumSet.allOf(Character.UnicodeScript.class));
        Map<Thread.State, Object> map = new EnumMap<Thread.State, Object>(Thread.State.class);
        compared.map(map);
        map.put(Thread.State.BLOCKED, null);
        map.put(Thread.State.WAITING, "w");
        compared.map(map);
    }
}
