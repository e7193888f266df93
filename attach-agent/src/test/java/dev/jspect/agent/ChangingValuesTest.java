// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.protocol.ValueTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import org.junit.jupiter.api.Test;

/** Reads what another thread changes meanwhile: whatever comes of it, it comes, and it travels. */
class ChangingValuesTest {
    private static final int READS = 60;

    private volatile boolean ended;

    @Test
    @SuppressWarnings("JdkObsolete")
    void readsMapsThatChange() throws InterruptedException {
        List<Map<Object, Object>> maps = List.of(
                new HashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(16, 0.75f, true),
                new TreeMap<>(),
                new IdentityHashMap<>(),
                new WeakHashMap<>(),
                new ConcurrentHashMap<>(),
                new ConcurrentSkipListMap<>());
        Random random = new Random(5);
        readWhile(maps, () -> {
            for (Map<Object, Object> map : maps) {
                int key = random.nextInt(5_000);
                map.put("key " + key, "value");
                map.remove("key " + random.nextInt(5_000));
                if (key == 0) {
                    map.clear();
                }
            }
        });
    }

    @Test
    @SuppressWarnings("JdkObsolete")
    void readsCollectionsThatChange() throws InterruptedException {
        List<Collection<Object>> collections = List.of(
                new ArrayList<>(),
                new LinkedList<>(),
                new ArrayDeque<>(),
                new PriorityQueue<>(),
                new HashSet<>(),
                new CopyOnWriteArrayList<>(),
                new LinkedBlockingDeque<>(),
                new ConcurrentLinkedDeque<>());
        Random random = new Random(5);
        readWhile(collections, () -> {
            for (Collection<Object> collection : collections) {
                collection.add("element " + random.nextInt(100));
                if (collection.size() > 200) {
                    collection.clear();
                }
            }
        });
    }

    @Test
    void readsBuildersThatChange() throws InterruptedException {
        List<StringBuilder> builders = List.of(new StringBuilder(), new StringBuilder("\u20ac"));
        readWhile(builders, () -> {
            for (StringBuilder builder : builders) {
                builder.append("text ").append('\u20ac');
                if (builder.length() > 2_000) {
                    builder.setLength(0);
                    builder.trimToSize();
                }
            }
        });
    }

    private void readWhile(List<?> values, Runnable change) throws InterruptedException {
        Throwable[] failed = new Throwable[1];
        Thread changer = new Thread(() -> {
            while (!ended) {
                change.run();
            }
        });
        changer.setUncaughtExceptionHandler((thread, thrown) -> failed[0] = thrown);
        changer.start();
        try {
            for (int i = 0; i < READS; i++) {
                for (Object value : values) {
                    ValueTree tree =
                            TargetValues.read(null, value, TargetValues.bounds(3, i % 2 == 0 ? 10 : 10_000, 10_000));

                    assertEquals(value.getClass().getName(), tree.className);
                    assertTrue(tree.kind != ValueTree.MISSING, tree.notCaptured);
                }
            }
        } finally {
            ended = true;
            changer.join();
        }
        assertEquals(null, failed[0]);
    }
}
