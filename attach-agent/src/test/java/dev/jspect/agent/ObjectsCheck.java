// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import static dev.jspect.agent.TargetValues.bounds;
import static dev.jspect.agent.TargetValues.plain;
import static dev.jspect.agent.TargetValues.read;

import dev.jspect.protocol.ValueTree;
import java.io.File;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Paths;
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
import java.util.Collections;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;

/** Compares what is read of single objects with what is known of them. In the language of Java 8: see {@link ContainersCheck}. */
@SuppressWarnings({
    "JdkObsolete",
    "JavaUtilDate",
    "UnnecessaryStringBuilder",
    "ThreadPriorityCheck",
    "LockNotBeforeTry",
    "ErroneousThreadPoolConstructorChecker"
})
final class ObjectsCheck {
    private final List<String> failures = new ArrayList<String>();

    private ObjectsCheck() {}

    static List<String> failures() throws Exception {
        ObjectsCheck check = new ObjectsCheck();
        check.applicationObjects();
        check.scalars();
        check.worths();
        check.references();
        check.threads();
        check.places();
        return check.failures;
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
        equal("names", "[same, text, same, z, b, s, c, j, f, d, nothing, ints]", tree.names);
        List<Object> values = new ArrayList<Object>();
        for (ValueTree member : tree.members) {
            values.add(plain(member));
        }
        List<Object> ints = Arrays.<Object>asList(1, 2);
        equal(
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
        String captured = "captured";
        java.util.concurrent.Callable<String> lambda = () -> captured;
        equal("lambda", "[captured]", ((Map<?, ?>) plain(read(lambda))).values());
        equal("array", "[[true, false], [1.5], [2.5], [-1], [7], [], null]", plain(read(new Object[] {
            new boolean[] {true, false},
            new double[] {1.5},
            new float[] {2.5f},
            new short[] {-1},
            new long[] {7},
            new byte[0],
            null
        })));
        equal("chars", "abc", plain(read(new char[] {'a', 'b', 'c'})));
    }

    private void scalars() {
        equal(
                "boxes",
                Arrays.<Object>asList(1, 2L, 3.0, 4f, 'c', true, (byte) 5, (short) 6),
                plain(read(Arrays.<Object>asList(1, 2L, 3.0, 4f, 'c', true, (byte) 5, (short) 6))));
        equal("enum", "MINUTES", plain(read(TimeUnit.MINUTES)));
        equal("class", "java.util.Map", plain(read(Map.class)));
        equal("string", "\u20ac\uD83D\uDE00z", plain(read("\u20ac\uD83D\uDE00z")));
        equal("builder", "latin", plain(read(new StringBuilder("latin"))));
        equal("builder", "wide \u20ac", plain(read(new StringBuilder("wide ").append('\u20ac'))));
        equal("buffer", "buffer", plain(read(new StringBuffer("buffer"))));
        equal("builder", "", plain(read(new StringBuilder())));
    }

    private void worths() throws Exception {
        Object big = new BigInteger("-18446744073709551616");
        fields(new BigDecimal("12.50"), "intVal", null, "scale", 2, "intCompact", 1250L);
        equal("BigInteger", "{signum=-1, mag=[1, 0, 0]}", shallow(big));
        equal(
                "BigDecimal",
                "{intVal={signum=-1, mag=[1, 0, 0]}, scale=3, intCompact=-9223372036854775808}",
                shallow(new BigDecimal((BigInteger) big, 3)));
        equal("UUID", "{mostSigBits=1, leastSigBits=2}", shallow(new UUID(1, 2)));
        equal("Date", "{fastTime=42, cdate=null}", shallow(new Date(42)));
        equal("Timestamp", "{fastTime=1000, cdate=null, nanos=5000000}", shallow(timestamp(1005)));
        equal("LocalDate", "{year=2024, month=5, day=17}", shallow(LocalDate.of(2024, 5, 17)));
        equal(
                "LocalDateTime",
                "{date={year=2024, month=5, day=17}, time={hour=1, minute=2, second=3, nano=0}}",
                shallow(LocalDateTime.of(2024, 5, 17, 1, 2, 3)));
        equal(
                "ZonedDateTime",
                "{totalSeconds=0}, zone={id=Europe/Paris}}",
                after(shallow(ZonedDateTime.of(2024, 1, 1, 1, 2, 3, 0, ZoneId.of("Europe/Paris"))), "offset="),
                "3600",
                "0");
        equal("ZoneOffset", "{totalSeconds=3600}", shallow(ZoneOffset.ofHours(1)));
        equal("Instant", "{seconds=5, nanos=6}", shallow(Instant.ofEpochSecond(5, 6)));
        equal("Duration", "{seconds=5, nanos=0}", shallow(Duration.ofSeconds(5)));
        equal(
                "atomics",
                "[{value=1}, {value=2}, {value=1}]",
                plain(read(
                        null,
                        Arrays.asList(new AtomicInteger(1), new AtomicLong(2), new AtomicBoolean(true)),
                        bounds(1, 9, 9))));
        equal("OptionalInt", 7, ((Map<?, ?>) plain(read(OptionalInt.of(7)))).get("value"));
        equal("Pattern", "{pattern=a+, flags=2}", shallow(Pattern.compile("a+", Pattern.CASE_INSENSITIVE)));
        equal("Locale", "{language=de, script=, region=CH, variant=}", shallow(new Locale("de", "CH")));
        equal("Charset", "UTF-8", ((Map<?, ?>) plain(read(Charset.forName("UTF-8")))).get("name"));
        equal("TimeZone", "{ID=Europe/Paris}", after(shallow(TimeZone.getTimeZone("Europe/Paris")), ""));
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
        equal("Optional", "{value=[x]}", plain(read(Optional.of(target))));
        equal("AtomicReference", "{value=[x]}", plain(read(new AtomicReference<Object>(target))));
        equal("WeakReference", "{referent=[x]}", plain(read(new WeakReference<Object>(target))));
        equal("SoftReference", "{referent=[x]}", plain(read(new SoftReference<Object>(target))));
        equal(
                "atomic arrays",
                "[[1, 2], [3], [null, a]]",
                plain(read(Arrays.asList(
                        new AtomicIntegerArray(new int[] {1, 2}),
                        new AtomicLongArray(new long[] {3}),
                        new AtomicReferenceArray<Object>(new Object[] {null, "a"})))));
        LongAdder adder = new LongAdder();
        adder.add(5);
        equal("LongAdder", 5L, ((Map<?, ?>) plain(read(adder))).get("base"));
        List<Map<Object, Object>> maps = Arrays.<Map<Object, Object>>asList(
                new HashMap<Object, Object>(),
                new LinkedHashMap<Object, Object>(),
                new TreeMap<Object, Object>(),
                new java.util.concurrent.ConcurrentHashMap<Object, Object>(),
                new java.util.Hashtable<Object, Object>());
        for (Map<Object, Object> map : maps) {
            map.put("k", 1);
            equal(map.getClass().getName(), "{key=k, value=1}", plain(read(firstEntry(map))));
        }
        equal("entry", "{key=k, value=1}", plain(read(new AbstractMap.SimpleEntry<Object, Object>("k", 1))));
        Throwable thrown = new IllegalStateException("why", new RuntimeException("cause"));
        equal("Throwable", "{detailMessage=why, cause={detailMessage=cause, cause=null}}", plain(read(thrown)));
    }

    /** The map's own: its iterator hands out others. */
    private static Object firstEntry(Map<Object, Object> map) {
        return map.entrySet().iterator().next();
    }

    private void threads() throws Exception {
        Thread thread = new Thread(() -> {}, "of the check");
        thread.setDaemon(true);
        thread.setPriority(7);
        Map<?, ?> fields = (Map<?, ?>) plain(read(thread));
        equal("Thread", "[name, tid, daemon, priority, threadStatus]", fields.keySet());
        equal(
                "Thread",
                Arrays.<Object>asList("of the check", thread.getId(), true, 7, 0),
                new ArrayList<Object>(fields.values()));
        ReentrantLock lock = new ReentrantLock();
        fields(lock, "owner", null, "holds", 0);
        lock.lock();
        lock.lock();
        equal("ReentrantLock", 2, ((Map<?, ?>) plain(read(lock))).get("holds"));
        equal(
                "ReentrantLock",
                Thread.currentThread().getName(),
                ((Map<?, ?>) ((Map<?, ?>) plain(read(lock))).get("owner")).get("name"));
        ReentrantReadWriteLock both = new ReentrantReadWriteLock();
        both.readLock().lock();
        both.readLock().lock();
        fields(both, "owner", null, "writeHolds", 0, "readHolds", 2);
        fields(new Semaphore(3), "permits", 3);
        fields(new CountDownLatch(4), "count", 4);
        FutureTask<Object> task = new FutureTask<Object>(() -> "done");
        task.run();
        equal("FutureTask", "done", ((Map<?, ?>) plain(read(task))).get("outcome"));
        fields(CompletableFuture.completedFuture("done"), "result", "done");
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(2, 5, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<Runnable>());
        equal("ThreadPoolExecutor", 5, ((Map<?, ?>) plain(read(pool))).get("maximumPoolSize"));
        equal("ThreadPoolExecutor", Collections.emptyList(), ((Map<?, ?>) plain(read(pool))).get("workQueue"));
        pool.shutdown();
    }

    private void places() throws Exception {
        fields(new File("/tmp/x"), "path", "/tmp/x");
        equal("Path", "/tmp/\u20ac", plain(read(Paths.get("/tmp/\u20ac"))));
        equal("URI", "http://h:1/p", ((Map<?, ?>) plain(read(URI.create("http://h:1/p")))).get("string"));
        equal("URL", "{protocol=http, host=h, port=1, file=/p, ref=r}", shallow(new URL("http://h:1/p#r")));
        InetAddress address = InetAddress.getByAddress("some", new byte[] {127, 0, 0, 1});
        fields(address, "hostName", "some", "address", 0x7f000001);
        equal(
                "InetSocketAddress",
                "{hostname=null, addr={hostName=some, address=2130706433}, port=80}",
                shallow(new InetSocketAddress(address, 80)));
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
            Map<?, ?> fields = (Map<?, ?>) plain(read(socket));
            equal("Socket", server.getLocalPort(), fields.get("port"));
            equal("Socket", socket.getLocalPort(), fields.get("localport"));
            equal("ServerSocket", server.getLocalPort(), ((Map<?, ?>) plain(read(server))).get("localport"));
        }
    }

    /** At depth 0: all that is shown is no level of depth. */
    private static Object shallow(Object value) {
        return plain(read(null, value, bounds(0, 100, 100)));
    }

    private static String after(Object value, String part) {
        String text = String.valueOf(value);
        return text.substring(text.indexOf(part) + part.length());
    }

    private void fields(Object object, Object... namesAndValues) {
        Map<Object, Object> wanted = new LinkedHashMap<Object, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            wanted.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        equal(object.getClass().getName(), wanted.toString(), plain(read(object)));
    }

    private void equal(String what, Object wanted, Object got, String... replaced) {
        String text = String.valueOf(got);
        if (replaced.length == 2) {
            text = text.replace(replaced[0], replaced[1]);
        }
        if (!(wanted instanceof String ? text.equals(wanted) : wanted.equals(got))) {
            failures.add(what + ": " + text + " for " + wanted);
        }
    }
}
