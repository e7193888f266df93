// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.agent.values.Moment;
import dev.jspect.agent.values.MomentPlans;
import dev.jspect.agent.values.ValueReader;
import dev.jspect.protocol.ValueBounds;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was taken along reads as the memory did then, whatever became of that since. */
@SuppressWarnings({"UnnecessaryStringBuilder", "JdkObsolete", "JavaUtilDate", "unused", "FieldCanBeFinal"})
class MomentTest {
    private static final MethodHandles.Lookup TRUSTED = trusted();

    private static MethodHandles.Lookup trusted() {
        try {
            Field field = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
            field.setAccessible(true);
            return (MethodHandles.Lookup) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no trusted lookup", e);
        }
    }

    private static final class Address {
        private String town = "Ely";
        private final char[] code = {'C', 'B', '7'};
        private final StringBuilder note = new StringBuilder("left of the church");
    }

    private static class Person {
        private final String name;
        private int age = 40;
        private double weight = 71.5;
        private Address address = new Address();
        private final List<Person> children = new ArrayList<>();
        private final Map<String, Object> facts = new HashMap<>();
        private Object own = this;
        private final ReentrantLock lock = new ReentrantLock();

        Person(String name) {
            this.name = name;
        }
    }

    private static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1L;
        private int asked = 3;
    }

    private record Pair(Object first, long second) {}

    private static Person person() {
        Person person = new Person("ann");
        person.children.add(new Person("bob"));
        person.facts.put("since", new Date(12_345));
        person.facts.put("password", "canary");
        person.facts.put("in", List.of("Ely", new Address()));
        return person;
    }

    private enum Color {
        RED
    }

    private static Date printed() {
        Date date = new Date(12_345);
        // Has it make its fields of year and day.
        assertFalse(date.toString().isEmpty());
        return date;
    }

    private static List<Object> oddSamples() {
        ConcurrentHashMap<String, Integer> counted = new ConcurrentHashMap<>();
        IntStream.range(0, 2_000).parallel().forEach(n -> counted.merge("key", 1, Integer::sum));
        List<Object> twenty = new ArrayList<>(
                IntStream.range(0, 40).mapToObj(n -> new Pair("p" + n, n)).toList());
        return List.of(
                Arrays.asList(new Pair("a", 1), new Pair("b", 2)),
                printed(),
                new Pair(printed(), 1),
                new Pair(new Date(1), 1),
                Collections.unmodifiableSet(EnumSet.of(Color.RED)),
                new Pair(Collections.unmodifiableSet(EnumSet.of(Color.RED)), 1),
                new Pair(Collections.synchronizedMap(new WeakHashMap<>(Map.of("k", 1))), 1),
                new Pair(counted, 1),
                twenty.subList(20, 30),
                new Pair(twenty.subList(20, 30), 1),
                new Pair(new StringBuilder("text").reverse(), 1),
                new Pair(new TreeMap<>(Map.of("x", new Pair("y", 1))), 1),
                new Pair(Optional.of(new Pair("z", 1)), 1));
    }

    private static List<Object> samples() {
        Map<Object, Object> map = new HashMap<>(Map.of("a", 1, "b", List.of(2, 3), "c", new int[] {4, 5}));
        // Has it make its views.
        assertEquals(
                3, map.keySet().size() + map.values().size() - map.entrySet().size());
        Names names = new Names();
        names.add("eve");
        return List.of(
                person(),
                map,
                new LinkedHashMap<>(map),
                new TreeMap<>(Map.of("x", 1, "y", 2)),
                new ConcurrentHashMap<>(map),
                Map.of("k", "v"),
                Map.of("k", 1, "l", 2, "m", 3),
                Set.of(1, 2, 3),
                new HashSet<>(List.of("p", "q")),
                new ArrayList<>(List.of("p", new Address(), map)),
                new LinkedList<>(List.of(1, 2, 3)),
                new ArrayDeque<>(List.of(1, 2, 3)),
                new CopyOnWriteArrayList<>(List.of(1, 2)),
                Arrays.asList("p", null, 3L),
                List.of("one"),
                List.of(1, 2, 3, 4),
                Collections.unmodifiableList(new ArrayList<>(List.of(1, 2))),
                Collections.synchronizedMap(new HashMap<>(map)),
                Collections.singletonMap("s", new Pair("t", 7)),
                new Pair(new Pair(new Pair(new Address(), 1), 2), 3),
                Optional.of(person()),
                new AtomicInteger(7),
                new AtomicReference<>(new Address()),
                new Object[] {1, "two", new Pair("three", 3), new int[] {4}, new String[][] {{"five"}}},
                new byte[] {1, 2, 3},
                new long[] {1, 2, 3},
                "text".toCharArray(),
                new StringBuilder("text").reverse(),
                names,
                new BigDecimal("1.50"),
                LocalDateTime.of(2026, 11, 30, 3, 0),
                ZonedDateTime.of(LocalDateTime.of(2026, 11, 30, 3, 0), ZoneId.of("Europe/Paris")));
    }

    private static Object read(CallMoments values, Object value) {
        return TargetValues.plain(TargetValues.overTheWire(values.read("sample", value)));
    }

    @Test
    void readsAsTheMemoryDoes() {
        NativeFields live = new NativeFields();
        MomentPlans plans = new MomentPlans(live, TRUSTED);
        List<String> refused = new ArrayList<>();
        List<Object> odd = oddSamples();
        for (int depth = 0; depth < 6; depth++) {
            List<Object> all = new ArrayList<>(samples());
            all.addAll(odd);
            for (Object sample : all) {
                ValueBounds bounds = TargetValues.bounds(depth, 100, 100);
                Object expected = TargetValues.plain(
                        TargetValues.overTheWire(new ValueReader(live, bounds).read("sample", sample)));
                CallMoments values = new CallMoments(plans, live, bounds);
                Object[] kept = {sample};
                if (begins(values, plans, bounds, kept)) {
                    values.readBegun();
                    assertEquals(
                            expected,
                            read(values, kept[0]),
                            () -> sample.getClass().getName());
                } else if (!odd.contains(sample)) {
                    refused.add(sample.getClass().getSimpleName() + depth);
                }
            }
        }
        // Those that get to see a lock's own fields.
        assertEquals(
                List.of("Person2", "Person3", "Optional3", "Person4", "Optional4", "Person5", "Optional5"), refused);
    }

    /** The tests run on JDK 17 or later, which has them. */
    @Test
    void offsetsAreKnown() {
        MomentPlans plans = new MomentPlans(new NativeFields(), TRUSTED);

        for (Class<?> type : List.of(Person.class, Names.class, Pair.class, HashMap.class, AtomicInteger.class)) {
            assertTrue(plans.knowsOffsets(type), type.getName());
        }
        assertFalse(new MomentPlans(new NativeFields(), TRUSTED).knowsOffsets(Thread.class));
    }

    @Test
    void standsForWhatWasThen() {
        NativeFields live = new NativeFields();
        Person person = person();
        int[] numbers = {1, 2, 3};
        Pair pair = new Pair(new StringBuilder("abc").reverse(), 1);
        List<Pair> fixed = Arrays.asList(new Pair("first", 1), new Pair("second", 2));
        MomentPlans plans = new MomentPlans(live, TRUSTED);
        ValueBounds bounds = TargetValues.bounds(1, 100, 100);
        CallMoments values = new CallMoments(plans, live, bounds);
        Object[] kept = {person, numbers, pair, fixed};
        assertTrue(begins(values, plans, bounds, kept));
        String before = values(values, kept);
        person.age = 41;
        person.address = new Address();
        person.children.clear();
        person.facts.put("new", 1);
        numbers[0] = 9;
        ((StringBuilder) pair.first).setLength(0);
        ((StringBuilder) pair.first).append("XYZ");
        fixed.set(0, pair);

        assertEquals(before, values(values, kept));
        values.end();
        Object[] later = {person, numbers};
        assertTrue(values.take(later));
        values.readEnded();
        String after = read(values, later[0]) + " " + read(values, later[1]);
        assertTrue(after.contains("age=41") && after.contains("[9, 2, 3]"), after);
        assertEquals(before, values(values, kept));
    }

    /** What an application's thread does when a call begins. */
    private static boolean begins(CallMoments values, MomentPlans plans, ValueBounds bounds, Object[] kept) {
        Moment moment = new Moment(plans, bounds.depth, bounds.items);
        boolean taken = moment.take(kept);
        values.begun(taken ? moment : null);
        return taken;
    }

    private static String values(CallMoments values, Object[] kept) {
        values.readBegun();
        StringBuilder all = new StringBuilder();
        for (Object one : kept) {
            all.append(read(values, one)).append(' ');
        }
        return all.toString();
    }

    @Test
    void takesLongListsAndNoLargeHeaps() {
        NativeFields live = new NativeFields();
        MomentPlans plans = new MomentPlans(live, TRUSTED);
        ValueBounds bounds = TargetValues.bounds(2, 10, 100);
        CallMoments values = new CallMoments(plans, live, bounds);
        List<Object> thousand = new ArrayList<>(
                IntStream.range(0, 1_000).mapToObj(n -> new Pair("p" + n, n)).toList());

        Object[] kept = {thousand};
        assertTrue(begins(values, plans, bounds, kept));
        values.readBegun();
        assertTrue(read(values, kept[0]).toString().contains("first=p9"));
        assertFalse(begins(values, plans, bounds, new Object[] {new HashMap<>(Map.of(1, new int[5_000]))}));
        assertFalse(begins(values, plans, bounds, new Object[] {new LinkedList<>(thousand)}));
        assertTrue(begins(values, plans, bounds, new Object[] {new long[4][1_000]}));
        assertFalse(begins(values, plans, bounds, new Object[] {new long[5][1_000]}));
        // The one that is too much is an object.
        assertFalse(begins(values, plans, bounds, new Object[] {
            new long[1_000], new long[1_000], new long[1_000], new long[1_000], new long[95], person()
        }));
        assertFalse(begins(values, plans, bounds, new Object[] {Thread.currentThread()}));
    }

    @Test
    void knowsAnArrayAgain() {
        NativeFields live = new NativeFields();
        MomentPlans plans = new MomentPlans(live, TRUSTED);
        ValueBounds bounds = TargetValues.bounds(2, 10, 100);
        CallMoments values = new CallMoments(plans, live, bounds);
        int[] same = {1};
        Object[] begun = {same, new Pair(same, 1)};
        assertTrue(begins(values, plans, bounds, begun));
        values.end();
        Object[] ended = {same};
        assertTrue(values.take(ended));

        values.readBegun();
        int first = values.read("a", begun[0]).id;
        assertEquals(
                "{first=seen #" + first + ", second=1}", read(values, begun[1]).toString());
        values.readEnded();
        assertEquals(first, values.read("result", ended[0]).id);
    }
}
