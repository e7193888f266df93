// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.protocol.ValueTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.Iterator;
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
    private final List<String> failures = new ArrayList<String>();
    private int checked;

    private ContainersCheck() {}

    static List<String> failures() throws ReflectiveOperationException {
        ContainersCheck check = new ContainersCheck();
        check.all();
        return check.failures;
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws ReflectiveOperationException {
        ContainersCheck check = new ContainersCheck();
        check.all();
        System.out.println(System.getProperty("java.version") + ": " + check.checked + " containers, failures: "
                + check.failures.size());
        for (String failure : check.failures) {
            System.out.println("  " + failure);
        }
        System.exit(check.failures.isEmpty() ? 0 : 1);
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
        collisions();
        nulls();
        rings();
        enums();
    }

    private static List<Object> items(int size) {
        List<Object> items = new ArrayList<Object>();
        for (int i = 0; i < size; i++) {
            items.add("item " + i * 7919 % 1009);
        }
        return items;
    }

    private void lists(List<Object> items) {
        sequence(new ArrayList<Object>(items));
        sequence(Arrays.asList(items.toArray()));
        sequence(new LinkedList<Object>(items));
        sequence(new Vector<Object>(items));
        Stack<Object> stack = new Stack<Object>();
        stack.addAll(items);
        sequence(stack);
        sequence(new CopyOnWriteArrayList<Object>(items));
        sequence(new ArrayList<Object>(items).subList(items.size() / 3, items.size()));
        sequence(new ArrayList<Object>(items)
                .subList(items.size() / 3, items.size())
                .subList(0, items.size() / 3));
        List<List<Object>> inner =
                Arrays.<List<Object>>asList(new ArrayList<Object>(items), new LinkedList<Object>(items));
        for (List<Object> list : inner) {
            sequence(Collections.unmodifiableList(list));
            sequence(Collections.synchronizedList(list));
            sequence(Collections.checkedList(list, Object.class));
            sequence(Collections.unmodifiableCollection(Collections.synchronizedCollection(list)));
        }
        sequence(Collections.nCopies(items.size(), "copy"));
        sequence(Collections.emptyList());
        sequence(Collections.emptySet());
        sequence(Collections.singletonList("one"));
        sequence(Collections.singleton("one"));
    }

    private void sets(List<Object> items) {
        sequence(new HashSet<Object>(items));
        sequence(new LinkedHashSet<Object>(items));
        sequence(new TreeSet<Object>(items));
        sequence(new ConcurrentSkipListSet<Object>(items));
        sequence(new CopyOnWriteArraySet<Object>(items));
        sequence(Collections.unmodifiableSet(new HashSet<Object>(items)));
        sequence(Collections.synchronizedSortedSet(new TreeSet<Object>(items)));
        Set<Object> keys = ConcurrentHashMap.newKeySet();
        keys.addAll(items);
        sequence(keys);
        Set<Object> ofMap = Collections.newSetFromMap(new IdentityHashMap<Object, Boolean>());
        ofMap.addAll(items);
        sequence(ofMap);
    }

    private void queues(List<Object> items) {
        sequence(new ArrayDeque<Object>(items));
        sequence(Collections.asLifoQueue(new ArrayDeque<Object>(items)));
        sequence(new PriorityQueue<Object>(items));
        sequence(new PriorityBlockingQueue<Object>(items));
        sequence(new LinkedBlockingQueue<Object>(items));
        sequence(new LinkedBlockingDeque<Object>(items));
        sequence(new ConcurrentLinkedQueue<Object>(items));
        sequence(new ConcurrentLinkedDeque<Object>(items));
        sequence(new LinkedTransferQueue<Object>(items));
        sequence(new SynchronousQueue<Object>());
        sequence(new ArrayBlockingQueue<Object>(items.size() + 1, false, items));
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
            sequence(queue);
        }
        ConcurrentLinkedDeque<Object> deque = new ConcurrentLinkedDeque<Object>(items);
        for (Object item : items) {
            deque.addFirst(item);
            deque.pollLast();
            deque.addFirst(item);
        }
        sequence(deque);
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
            map(map);
            map(Collections.unmodifiableMap(map));
            map(Collections.synchronizedMap(map));
            map(Collections.checkedMap(map, Object.class, Object.class));
            for (int i = 0; i < items.size(); i += 3) {
                map.remove(items.get(i));
            }
            map(map);
        }
        for (Map<Object, Object> map :
                Arrays.<Map<Object, Object>>asList(maps.get(0), maps.get(1), maps.get(3), maps.get(8))) {
            sequence(map.keySet());
            sequence(map.values());
            entries(map.entrySet(), map);
            sequence(Collections.unmodifiableCollection(map.values()));
        }
        map(Collections.emptyMap());
        map(Collections.singletonMap("k", "v"));
    }

    /** {@code List.of} and its like, from JDK 9 on. */
    private void immutables(List<Object> items) throws ReflectiveOperationException {
        Object[] array = items.toArray();
        if (!has(List.class, "of")) {
            return;
        }
        List<?> list = (List<?>) List.class.getMethod("of", Object[].class).invoke(null, (Object) array);
        sequence(list);
        sequence(list.subList(list.size() / 2, list.size()));
        sequence((Collection<?>) Set.class.getMethod("of", Object[].class).invoke(null, (Object) array));
        if (array.length > 0) {
            sequence((Collection<?>) List.class.getMethod("of", Object.class).invoke(null, array[0]));
            sequence((Collection<?>) Set.class.getMethod("of", Object.class).invoke(null, array[0]));
            map((Map<?, ?>)
                    Map.class.getMethod("of", Object.class, Object.class).invoke(null, array[0], "v"));
        }
        map((Map<?, ?>) Map.class.getMethod("of").invoke(null));
        Map<Object, Object> map = new HashMap<Object, Object>();
        for (Object item : items) {
            map.put(item, "v");
        }
        if (has(Map.class, "copyOf")) {
            map((Map<?, ?>) Map.class.getMethod("copyOf", Map.class).invoke(null, map));
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
            map(map);
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
            map(map);
        }
        sequence(Arrays.asList("a", null, "b"));
        sequence(new LinkedList<Object>(Arrays.asList(null, "a", null)));
        sequence(new ArrayList<Object>(Arrays.asList(null, null)));
        sequence(new HashSet<Object>(Arrays.asList(null, "a")));
        sequence(Collections.nCopies(3, null));
        sequence(Collections.singletonList(null));
        map(Collections.singletonMap(null, null));
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
            sequence(deque);
            sequence(queue);
        }
    }

    private void enums() {
        sequence(EnumSet.noneOf(Thread.State.class));
        sequence(EnumSet.of(Thread.State.NEW, Thread.State.TERMINATED));
        sequence(EnumSet.allOf(Thread.State.class));
        sequence(EnumSet.noneOf(Character.UnicodeScript.class));
        sequence(EnumSet.allOf(Character.UnicodeScript.class));
        Map<Thread.State, Object> map = new EnumMap<Thread.State, Object>(Thread.State.class);
        map(map);
        map.put(Thread.State.BLOCKED, null);
        map.put(Thread.State.WAITING, "w");
        map(map);
    }

    private void sequence(Collection<?> container) {
        List<Object> expected = new ArrayList<Object>();
        for (Object each : container) {
            expected.add(each instanceof Enum ? ((Enum<?>) each).name() : each);
        }
        check(container, ValueTree.SEQUENCE, expected);
    }

    private void map(Map<?, ?> container) {
        entries(container, container);
    }

    private void entries(Object container, Map<?, ?> map) {
        List<Object> expected = new ArrayList<Object>();
        for (Iterator<? extends Map.Entry<?, ?>> i = map.entrySet().iterator(); i.hasNext(); ) {
            Map.Entry<?, ?> each = i.next();
            Object key = each.getKey() instanceof Enum ? ((Enum<?>) each.getKey()).name() : each.getKey();
            expected.add(Arrays.asList(key, each.getValue()));
        }
        check(container, ValueTree.MAP, expected);
    }

    private void check(Object container, int kind, List<Object> expected) {
        checked++;
        ValueTree tree = TargetValues.read(container);
        List<Object> got = new ArrayList<Object>();
        if (tree.kind == ValueTree.SEQUENCE || tree.kind == ValueTree.MAP) {
            got.addAll((List<?>) TargetValues.plain(tree));
        }
        List<Object> wanted = expected;
        if (!isOrdered(container)) {
            wanted = sorted(expected);
            got = sorted(got);
        }
        boolean right = tree.kind == kind
                && tree.size == expected.size()
                && tree.notCaptured == null
                && tree.className.equals(container.getClass().getName())
                && got.equals(wanted);
        ValueTree shut = TargetValues.read(null, container, TargetValues.bounds(0, 10, 10));
        right &= shut.kind == ValueTree.MISSING && (shut.size == expected.size() || shut.size == ValueTree.NO_SIZE);
        if (!right) {
            failures.add(container.getClass().getName() + " of " + expected.size() + ": kind " + tree.kind + ", size "
                    + tree.size + ", " + tree.notCaptured + ", " + cut(TargetValues.plain(tree)) + " for "
                    + cut(expected));
        }
    }

    private static String cut(Object value) {
        String text = String.valueOf(value);
        return text.length() < 200 ? text : text.substring(0, 200) + "...";
    }

    /** Iterators of these begin elsewhere in the table; JDK's immutable ones even differently in each run. */
    private static boolean isOrdered(Object container) {
        String name = container.getClass().getName();
        return !(name.contains("Hashtable")
                || name.contains("Properties")
                || name.contains("WeakHashMap")
                || name.contains("AsLIFOQueue")
                || name.contains("Synchronized")
                || name.contains("Unmodifiable")
                || name.contains("Checked")
                || name.contains("ConcurrentHashMap")
                || name.contains("ImmutableCollections$Set")
                || name.contains("ImmutableCollections$Map"));
    }

    private static List<Object> sorted(List<Object> list) {
        List<Object> sorted = new ArrayList<Object>(list);
        Collections.sort(sorted, (a, b) -> String.valueOf(a).compareTo(String.valueOf(b)));
        return sorted;
    }
}
