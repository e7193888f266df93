// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import static dev.jspect.agent.TargetValues.bounds;
import static dev.jspect.agent.TargetValues.plain;
import static dev.jspect.agent.TargetValues.read;
import static dev.jspect.agent.TargetValues.shallow;

import dev.jspect.protocol.ValueTree;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/** Compares what is read of single objects with what is known of them. In the language of Java 8: see {@link ContainersCheck}. */
@SuppressWarnings({
    "JdkObsolete",
    "JavaUtilDate",
    "UnnecessaryStringBuilder",
})
final class ObjectsCheck {
    private final ObjectComparison compared = new ObjectComparison();

    private ObjectsCheck() {}

    static List<String> failures() throws Exception {
        ObjectsCheck check = new ObjectsCheck();
        check.applicationObjects();
        check.scalars();
        check.worths();
        check.references();
        new LiveObjects(check.compared).all();
        return check.compared.failures();
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws Exception {
        List<String> failures = failures();
        System.out.println(System.getProperty("java.version") + ": objects, failures: " + failures.size());
        for (String failure : failures) {
            System.out.println("  " + failure);
        }
        System.exit(failures.isEmpty() ? 0 : 1);
    }

    @SuppressWarnings({"HidingField", "UnusedVariable", "ClassCanBeStatic"})
    private static class Above {
        private final int same = 1;
        private final String text = "above";
    }

    @SuppressWarnings({"HidingField", "UnusedVariable", "ConstantField"})
    private static final class Below extends Above {
        static final String STATIC = "no";
        private final int same = 2;
        private final boolean z = true;
        private final byte b = -3;
        private final short s = -300;
        private final char c = '\u20ac';
        private final long j = Long.MIN_VALUE;
        private final float f = -1.5f;
        private final double d = Math.PI;
        private final Object nothing = null;
        private final int[] ints = {1, 2};
    }

    private void applicationObjects() {
        ValueTree tree = read(new Below());
        compared.equal("names", "[same, text, same, z, b, s, c, j, f, d, nothing, ints]", tree.names);
        List<Object> values = new ArrayList<Object>();
        for (ValueTree member : tree.members) {
            values.add(plain(member));
        }
        List<Object> ints = Arrays.<Object>asList(1, 2);
        compared.equal(
                "values",
                Arrays.<Object>asList(
                        1,
                        "above",
                        2,
                        true,
                        (byte) -3,
                        (short) -300,
                        '\u20ac',
                        Long.MIN_VALUE,
                        -1.5f,
                        Math.PI,
                        null,
                        ints),
                values);
        List<String> captured = Arrays.asList("captured");
        java.util.concurrent.Callable<List<String>> lambda = () -> captured;
        compared.equal("lambda", "[[captured]]", ((Map<?, ?>) plain(read(lambda))).values());
        String text = "captured";
        java.util.concurrent.Callable<String> withText = () -> text;
        compared.equal(
                "lambda with a text",
                "[missing: redacted: no name to judge it by]",
                ((Map<?, ?>) plain(read(withText))).values());
        compared.equal("array", "[[true, false], [1.5], [2.5], [-1], [7], [], null]", plain(read(new Object[] {
            new boolean[] {true, false},
            new double[] {1.5},
            new float[] {2.5f},
            new short[] {-1},
            new long[] {7},
            new byte[0],
            null
        })));
        compared.equal("chars", "abc", plain(read(new char[] {'a', 'b', 'c'})));
    }

    private void scalars() {
        compared.equal(
                "boxes",
                Arrays.<Object>asList(1, 2L, 3.0, 4f, 'c', true, (byte) 5, (short) 6),
                plain(read(Arrays.<Object>asList(1, 2L, 3.0, 4f, 'c', true, (byte) 5, (short) 6))));
        compared.equal("enum", "MINUTES", plain(read(TimeUnit.MINUTES)));
        compared.equal("class", "java.util.Map", plain(read(Map.class)));
        compared.equal("string", "\u20ac\uD83D\uDE00z", plain(read("\u20ac\uD83D\uDE00z")));
        compared.equal("builder", "latin", plain(read(new StringBuilder("latin"))));
        compared.equal("builder", "wide \u20ac", plain(read(new StringBuilder("wide ").append('\u20ac'))));
        compared.equal("buffer", "buffer", plain(read(new StringBuffer("buffer"))));
        compared.equal("builder", "", plain(read(new StringBuilder())));
    }

    private void worths() throws Exception {
        Object big = new BigInteger("-18446744073709551616");
        compared.fields(new BigDecimal("12.50"), "intVal", null, "scale", 2, "intCompact", 1250L);
        compared.equal("BigInteger", "{signum=-1, mag=[1, 0, 0]}", shallow(big));
        compared.equal(
                "BigDecimal",
                "{intVal={signum=-1, mag=[1, 0, 0]}, scale=3, intCompact=-9223372036854775808}",
                shallow(new BigDecimal((BigInteger) big, 3)));
        compared.equal("UUID", "{mostSigBits=1, leastSigBits=2}", shallow(new UUID(1, 2)));
        compared.equal("Date", "{fastTime=42, cdate=null}", shallow(new Date(42)));
        compared.equal("Timestamp", "{fastTime=1000, cdate=null, nanos=5000000}", shallow(timestamp(1005)));
        compared.equal("LocalDate", "{year=2024, month=5, day=17}", shallow(LocalDate.of(2024, 5, 17)));
        compared.equal(
                "LocalDateTime",
                "{date={year=2024, month=5, day=17}, time={hour=1, minute=2, second=3, nano=0}}",
                shallow(LocalDateTime.of(2024, 5, 17, 1, 2, 3)));
        compared.equal(
                "ZonedDateTime",
                "{totalSeconds=0}, zone={id=Europe/Paris}}",
                after(shallow(ZonedDateTime.of(2024, 1, 1, 1, 2, 3, 0, ZoneId.of("Europe/Paris"))), "offset="),
                "3600",
                "0");
        compared.equal("ZoneOffset", "{totalSeconds=3600}", shallow(ZoneOffset.ofHours(1)));
        compared.equal("Instant", "{seconds=5, nanos=6}", shallow(Instant.ofEpochSecond(5, 6)));
        compared.equal("Duration", "{seconds=5, nanos=0}", shallow(Duration.ofSeconds(5)));
        compared.equal(
                "atomics",
                "[{value=1}, {value=2}, {value=1}]",
                plain(read(
                        null,
                        Arrays.asList(new AtomicInteger(1), new AtomicLong(2), new AtomicBoolean(true)),
                        bounds(1, 9, 9))));
        compared.equal("OptionalInt", 7, ((Map<?, ?>) plain(read(OptionalInt.of(7)))).get("value"));
        compared.equal("Pattern", "{pattern=a+, flags=2}", shallow(Pattern.compile("a+", Pattern.CASE_INSENSITIVE)));
        compared.equal("Locale", "{language=de, script=, region=CH, variant=}", shallow(new Locale("de", "CH")));
        compared.equal("Charset", "UTF-8", ((Map<?, ?>) plain(read(Charset.forName("UTF-8")))).get("name"));
        compared.equal("TimeZone", "{ID=Europe/Paris}", after(shallow(TimeZone.getTimeZone("Europe/Paris")), ""));
    }

    private static Object timestamp(long time) throws Exception {
        try {
            return Class.forName("java.sql.Timestamp")
                    .getConstructor(long.class)
                    .newInstance(time);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("needs java.sql", e);
        }
    }

    private void references() {
        Object target = Arrays.asList("x");
        compared.equal("Optional", "{value=[x]}", plain(read(Optional.of(target))));
        compared.equal("AtomicReference", "{value=[x]}", plain(read(new AtomicReference<Object>(target))));
        compared.equal("WeakReference", "{referent=[x]}", plain(read(new WeakReference<Object>(target))));
        compared.equal("SoftReference", "{referent=[x]}", plain(read(new SoftReference<Object>(target))));
        compared.equal(
                "atomic arrays",
                "[[1, 2], [3], [null, a]]",
                plain(read(Arrays.asList(
                        new AtomicIntegerArray(new int[] {1, 2}),
                        new AtomicLongArray(new long[] {3}),
                        new AtomicReferenceArray<Object>(new Object[] {null, "a"})))));
        LongAdder adder = new LongAdder();
        adder.add(5);
        compared.equal("LongAdder", 5L, ((Map<?, ?>) plain(read(adder))).get("base"));
        List<Map<Object, Object>> maps = Arrays.<Map<Object, Object>>asList(
                new HashMap<Object, Object>(),
                new LinkedHashMap<Object, Object>(),
                new TreeMap<Object, Object>(),
                new java.util.concurrent.ConcurrentHashMap<Object, Object>(),
                new java.util.Hashtable<Object, Object>());
        for (Map<Object, Object> map : maps) {
            map.put("k", 1);
            compared.equal(map.getClass().getName(), "{key=k, value=1}", plain(read(firstEntry(map))));
        }
        compared.equal("entry", "{key=k, value=1}", plain(read(new AbstractMap.SimpleEntry<Object, Object>("k", 1))));
        Throwable thrown = new IllegalStateException("why", new RuntimeException("cause"));
        compared.equal(
                "Throwable", "{detailMessage=why, cause={detailMessage=cause, cause=null}}", plain(read(thrown)));
    }

    /** The map's own: its iterator hands out others. */
    private static Object firstEntry(Map<Object, Object> map) {
        return map.entrySet().iterator().next();
    }

    private static String after(Object value, String part) {
        String text = String.valueOf(value);
        return text.substring(text.indexOf(part) + part.length());
    }
}
