// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;

/**
 * Compares what is read of the JDK's containers with what they say themselves, in the JDK it runs on. In the language of
 * Java 8 and without JUnit, so that {@code main} runs on each: the shapes differ between JDKs.
 */
@SuppressWarnings("JdkObsolete")
final class ContainersCheck {
    private final ContainerComparison compared = new ContainerComparison();

    private ContainersCheck() {}

    static List<String> failures() throws ReflectiveOperationException {
        ContainersCheck check = new ContainersCheck();
        check.all();
        return check.compared.failures();
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws ReflectiveOperationException {
        ContainersCheck check = new ContainersCheck();
        check.all();
        System.out.println(System.getProperty("java.version") + ": " + check.compared.checked()
                + " containers, failures: " + check.compared.failures().size());
        for (String failure : check.compared.failures()) {
            System.out.println("  " + failure);
        }
        System.exit(check.compared.failures().isEmpty() ? 0 : 1);
    }

    private void all() throws ReflectiveOperationException {
        for (int size : new int[] {0, 1, 2, 3, 10, 100, 1000}) {
            List<Object> items = items(size);
            lists(items);
            sets(items);
            queues(items);
            maps(items);
            immutables(items);
        }
        new OddContainers(compared).all();
    }

    private static List<Object> items(int size) {
        List<Object> items = new ArrayList<Object>();
        for (int i = 0; i < size; i++) {
            items.add("item " + i * 7919 % 1009);
        }
        return items;
    }

    private void lists(List<Object> items) {
        compared.sequence(new ArrayList<Object>(items));
        compared.sequence(Arrays.asList(items.toArray()));
        compared.sequence(new LinkedList<Object>(items));
        compared.sequence(new Vector<Object>(items));
        Stack<Object> stack = new Stack<Object>();
        stack.addAll(items);
        compared.sequence(stack);
        compared.sequence(new CopyOnWriteArrayList<Object>(items));
        compared.sequence(new ArrayList<Object>(items).subList(items.size() / 3, items.size()));
        compared.sequence(new ArrayList<Object>(items)
                .subList(items.size() / 3, items.size())
                .subList(0, items.size() / 3));
        List<List<Object>> inner =
                Arrays.<List<Object>>asList(new ArrayList<Object>(items), new LinkedList<Object>(items));
        for (List<Object> list : inner) {
            compared.sequence(Collections.unmodifiableList(list));
            compared.sequence(Collections.synchronizedList(list));
            compared.sequence(Collections.checkedList(list, Object.class));
            compared.sequence(Collections.unmodifiableCollection(Collections.synchronizedCollection(list)));
        }
        compared.sequence(Collections.nCopies(items.size(), "copy"));
        compared.sequence(Collections.emptyList());
        compared.sequence(Collections.emptySet());
        compared.sequence(Collections.singletonList("one"));
        compared.sequence(Collections.singleton("one"));
    }

    private void sets(List<Object> items) {
        compared.sequence(new HashSet<Object>(items));
        compared.sequence(new LinkedHashSet<Object>(items));
        compared.sequence(new TreeSet<Object>(items));
        compared.sequence(new ConcurrentSkipListSet<Object>(items));
        compared.sequence(new CopyOnWriteArraySet<Object>(items));
        compared.sequence(Collections.unmodifiableSet(new HashSet<Object>(items)));
        compared.sequence(Collections.synchronizedSortedSet(new TreeSet<Object>(items)));
        Set<Object> keys = ConcurrentHashMap.newKeySet();
        keys.addAll(items);
        compared.sequence(keys);
        Set<Object> ofMap = Collections.newSetFromMap(new IdentityHashMap<Object, Boolean>());
        ofMap.addAll(items);
        compared.sequence(ofMap);
    }

    private void queues(List<Object> items) {
        compared.sequence(new ArrayDeque<Object>(items));
        compared.sequence(Collections.asLifoQueue(new ArrayDeque<Object>(items)));
        compared.sequence(new PriorityQueue<Object>(items));
        compared.sequence(new PriorityBlockingQueue<Object>(items));
        compared.sequence(new LinkedBlockingQueue<Object>(items));
        compared.sequence(new LinkedBlockingDeque<Object>(items));
        compared.sequence(new ConcurrentLinkedQueue<Object>(items));
        compared.sequence(new ConcurrentLinkedDeque<Object>(items));
        compared.sequence(new LinkedTransferQueue<Object>(items));
        compared.sequence(new SynchronousQueue<Object>());
        compared.sequence(new ArrayBlockingQueue<Object>(items.size() + 1, false, items));
        Collection<Collection<Object>> used = Arrays.<Collection<Object>>asList(
                new ConcurrentLinkedQueue<Object>(items),
                new ConcurrentLinkedDeque<Object>(items),
                new LinkedTransferQueue<Object>(items),
                new LinkedBlockingQueue<Object>(items));
        for (Collection<Object> queue : used) {
            // Leaves nodes of items that were taken.
            queue.add("last");
            for (int i = 0; i < items.size(); i += 3) {
                queue.remove(items.get(i));
            }
            compared.sequence(queue);
        }
        ConcurrentLinkedDeque<Object> deque = new ConcurrentLinkedDeque<Object>(items);
        for (Object item : items) {
            deque.addFirst(item);
            deque.pollLast();
            deque.addFirst(item);
        }
        compared.sequence(deque);
    }

    private void maps(List<Object> items) {
        List<Map<Object, Object>> maps = Arrays.<Map<Object, Object>>asList(
                new HashMap<Object, Object>(),
                new LinkedHashMap<Object, Object>(),
                new LinkedHashMap<Object, Object>(16, 0.75f, true),
                new TreeMap<Object, Object>(),
                new TreeMap<Object, Object>(Collections.reverseOrder()),
                new Hashtable<Object, Object>(),
                new IdentityHashMap<Object, Object>(),
                new WeakHashMap<Object, Object>(),
                new ConcurrentHashMap<Object, Object>(),
                new ConcurrentHashMap<Object, Object>(1),
                new ConcurrentSkipListMap<Object, Object>(),
                new Properties());
        for (Map<Object, Object> map : maps) {
            for (Object item : items) {
                map.put(item, item + "'s");
            }
            compared.map(map);
            compared.map(Collections.unmodifiableMap(map));
            compared.map(Collections.synchronizedMap(map));
            compared.map(Collections.checkedMap(map, Object.class, Object.class));
            for (int i = 0; i < items.size(); i += 3) {
                map.remove(items.get(i));
            }
            compared.map(map);
        }
        for (Map<Object, Object> map :
                Arrays.<Map<Object, Object>>asList(maps.get(0), maps.get(1), maps.get(3), maps.get(8))) {
            compared.sequence(map.keySet());
            compared.sequence(map.values());
            compared.entries(map.entrySet(), map);
            compared.sequence(Collections.unmodifiableCollection(map.values()));
        }
        compared.map(Collections.emptyMap());
        compared.map(Collections.singletonMap("k", "v"));
    }

    /** {@code List.of} and its like, from JDK 9 on. */
    private void immutables(List<Object> items) throws ReflectiveOperationException {
        Object[] array = items.toArray();
        if (!has(List.class, "of")) {
            return;
        }
        List<?> list = (List<?>) List.class.getMethod("of", Object[].class).invoke(null, (Object) array);
        compared.sequence(list);
        compared.sequence(list.subList(list.size() / 2, list.size()));
        compared.sequence(
                (Collection<?>) Set.class.getMethod("of", Object[].class).invoke(null, (Object) array));
        if (array.length > 0) {
            compared.sequence(
                    (Collection<?>) List.class.getMethod("of", Object.class).invoke(null, array[0]));
            compared.sequence(
                    (Collection<?>) Set.class.getMethod("of", Object.class).invoke(null, array[0]));
            compared.map((Map<?, ?>)
                    Map.class.getMethod("of", Object.class, Object.class).invoke(null, array[0], "v"));
        }
        compared.map((Map<?, ?>) Map.class.getMethod("of").invoke(null));
        Map<Object, Object> map = new HashMap<Object, Object>();
        for (Object item : items) {
            map.put(item, "v");
        }
        if (has(Map.class, "copyOf")) {
            compared.map((Map<?, ?>) Map.class.getMethod("copyOf", Map.class).invoke(null, map));
        }
    }

    private static boolean has(Class<?> type, String method) {
        for (java.lang.reflect.Method each : type.getMethods()) {
            if (each.getName().equals(method)) {
                return true;
            }
        }
        return false;
    }
}
