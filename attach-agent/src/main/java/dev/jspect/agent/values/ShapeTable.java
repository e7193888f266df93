// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

/**
 * The closed table of the JDK's classes that are shown as what they mean. A line is a class, a letter, and paths to fields
 * ({@link Peek}). The first path of a container is its size: - for none, {@code @} before an array that is as long.
 *
 * <pre>
 * A array            R ring (array head tail)         N array with gaps     P array of keys and values with gaps
 * S list, offset     L linked (first item|key value|- next)                 Q the same, items that are null do not count
 * T tree             H table of chains                C ConcurrentHashMap   E EnumMap   B enum set in bits
 * U what it wraps    M its entries   K its keys   X its values              n copies    1, 2, 0 elements
 * O object, its fields or some    F the same, no level of depth             " characters
 * </pre>
 */
final class ShapeTable {
    private static final String UTIL = "\njava.util.";
    private static final String CONCURRENT = "\njava.util.concurrent.";
    private static final String COLLECTIONS = "\njava.util.Collections$";
    private static final String IMMUTABLE = "\njava.util.ImmutableCollections$";
    private static final String NET = "\njava.net.";
    private static final String NIO = "\nsun.nio.ch.";
    private static final String TIME = "\njava.time.";
    private static final String LANG = "\njava.lang.";
    private static final String SQL = "\njava.sql.";

    private static final String LISTS = UTIL + "ArrayList A size elementData"
            + UTIL + "ArrayList$SubList S size root|this$0 offset"
            + UTIL + "Arrays$ArrayList A @a a"
            + UTIL + "LinkedList L size first item - next"
            + UTIL + "Vector A elementCount elementData"
            + UTIL + "ArrayDeque R - elements head tail"
            + UTIL + "PriorityQueue A size queue"
            + UTIL + "HashSet K map"
            + UTIL + "TreeSet K m"
            + UTIL + "RegularEnumSet B - elements universe"
            + UTIL + "JumboEnumSet B size elements universe"
            + COLLECTIONS + "UnmodifiableCollection U c"
            + COLLECTIONS + "SynchronizedCollection U c"
            + COLLECTIONS + "CheckedCollection U c"
            + COLLECTIONS + "SetFromMap K m"
            + COLLECTIONS + "AsLIFOQueue U q"
            + COLLECTIONS + "SingletonList 1 element"
            + COLLECTIONS + "SingletonSet 1 element"
            + COLLECTIONS + "CopiesList n n element"
            + COLLECTIONS + "EmptyList 0"
            + COLLECTIONS + "EmptySet 0"
            + IMMUTABLE + "ListN A @elements elements"
            + IMMUTABLE + "List12 2 e0 e1"
            + IMMUTABLE + "SetN N size elements"
            + IMMUTABLE + "Set12 2 e0 e1"
            + IMMUTABLE + "SubList S size root offset"
            + CONCURRENT + "CopyOnWriteArrayList A @array array"
            + CONCURRENT + "CopyOnWriteArraySet U al"
            + CONCURRENT + "ConcurrentSkipListSet K m"
            + CONCURRENT + "ConcurrentHashMap$KeySetView K map"
            + CONCURRENT + "ConcurrentHashMap$ValuesView X map"
            + CONCURRENT + "ConcurrentHashMap$EntrySetView M map"
            + CONCURRENT + "ArrayBlockingQueue R count items takeIndex -"
            + CONCURRENT + "LinkedBlockingQueue Q count.value head item - next"
            + CONCURRENT + "LinkedBlockingDeque Q count first item - next"
            + CONCURRENT + "LinkedTransferQueue Q - head item - next"
            + CONCURRENT + "PriorityBlockingQueue A size queue"
            + CONCURRENT + "DelayQueue U q"
            + CONCURRENT + "ConcurrentLinkedQueue Q - head item - next"
            + CONCURRENT + "ConcurrentLinkedDeque Q - head item - next"
            + CONCURRENT + "SynchronousQueue 0"
            + CONCURRENT + "atomic.AtomicIntegerArray A @array array"
            + CONCURRENT + "atomic.AtomicLongArray A @array array"
            + CONCURRENT + "atomic.AtomicReferenceArray A @array array";

    private static final String MAPS = UTIL + "HashMap H size table key value next"
            + UTIL + "HashMap$KeySet K this$0" + UTIL + "HashMap$Values X this$0" + UTIL + "HashMap$EntrySet M this$0"
            + UTIL + "LinkedHashMap L size head key value after"
            + UTIL + "LinkedHashMap$LinkedKeySet K this$0"
            + UTIL + "LinkedHashMap$LinkedValues X this$0"
            + UTIL + "LinkedHashMap$LinkedEntrySet M this$0"
            + UTIL + "TreeMap T size root key value left right"
            + UTIL + "TreeMap$KeySet K m" + UTIL + "TreeMap$Values X this$0" + UTIL + "TreeMap$EntrySet M this$0"
            + UTIL + "Hashtable H count table key value next"
            + UTIL + "Properties U map"
            + UTIL + "IdentityHashMap P size table"
            + UTIL + "WeakHashMap H size table referent value next"
            + UTIL + "EnumMap E size keyUniverse vals"
            + COLLECTIONS + "UnmodifiableMap U m"
            + COLLECTIONS + "SynchronizedMap U m"
            + COLLECTIONS + "CheckedMap U m"
            + COLLECTIONS + "SingletonMap 1 k v"
            + COLLECTIONS + "EmptyMap 0"
            + IMMUTABLE + "MapN P size table"
            + IMMUTABLE + "Map1 1 k0 v0"
            + CONCURRENT + "ConcurrentHashMap C - table key val next"
            + CONCURRENT + "ConcurrentSkipListMap Q - head.node key val|value next"
            + UTIL + "HashMap$Node O key value" + UTIL + "HashMap$TreeNode O" + UTIL + "LinkedHashMap$Entry O"
            + UTIL + "TreeMap$Entry O key value" + UTIL + "Hashtable$Entry O key value"
            + UTIL + "WeakHashMap$Entry O value"
            + CONCURRENT + "ConcurrentHashMap$Node O key value=val" + CONCURRENT + "ConcurrentHashMap$TreeNode O"
            + CONCURRENT + "ConcurrentHashMap$MapEntry O key value=val";

    private static final String OBJECTS = LANG + "AbstractStringBuilder \" value count coder"
            + "\nsun.nio.fs.UnixPath \" path"
            + LANG + "Throwable O detailMessage cause"
            + LANG + "Thread O name tid daemon=daemon|holder.daemon priority=priority|holder.priority"
            + " threadStatus=threadStatus|holder.threadStatus"
            + LANG + "VirtualThread O state carrierThread"
            + LANG + "ThreadGroup O name" + LANG + "ClassLoader O name parent" + LANG + "Module O name"
            + LANG + "StackTraceElement F declaringClass methodName fileName lineNumber"
            + LANG + "reflect.AccessibleObject O" + LANG + "reflect.Executable O"
            + LANG + "reflect.Method O clazz name parameterTypes" + LANG + "reflect.Field O clazz name type"
            + LANG + "reflect.Constructor O clazz parameterTypes"
            + LANG + "ref.Reference O referent" + LANG + "ref.SoftReference O"
            + CONCURRENT + "locks.ReentrantLock O owner=sync.exclusiveOwnerThread holds=sync.state"
            + CONCURRENT + "locks.ReentrantReadWriteLock O owner=sync.exclusiveOwnerThread writeHolds=sync.state_"
            + " readHolds=sync.state^"
            + CONCURRENT + "Semaphore O permits=sync.state" + CONCURRENT + "CountDownLatch O count=sync.state"
            + CONCURRENT + "FutureTask O state outcome callable runner" + CONCURRENT + "CompletableFuture O result"
            + CONCURRENT + "ThreadPoolExecutor O corePoolSize maximumPoolSize largestPoolSize completedTaskCount"
            + " ctl=ctl.value workQueue"
            + NET + "Socket O address=impl.delegate.address|impl.address port=impl.delegate.port|impl.port"
            + " localport=impl.delegate.localport|impl.localport"
            + socketStream(NET + "SocketInputStream", "impl")
            + socketStream(NET + "SocketOutputStream", "impl")
            + socketStream(NET + "Socket$SocketInputStream", "parent.impl")
            + socketStream(NET + "Socket$SocketOutputStream", "parent.impl")
            + NIO + "NioSocketImpl O address port localport"
            + NIO + "NioSocketImpl$1 O address=this$0.address port=this$0.port localport=this$0.localport"
            + NIO + "NioSocketImpl$2 O address=this$0.address port=this$0.port localport=this$0.localport"
            + NIO + "SocketChannelImpl O remoteAddress localAddress"
            + NIO + "ServerSocketChannelImpl O localAddress"
            + NIO + "SocketAdaptor O remoteAddress=sc.remoteAddress localAddress=sc.localAddress"
            + NET + "ServerSocket O localport=impl.delegate.localport|impl.localport"
            + "\njavax.crypto.spec.SecretKeySpec O algorithm";

    private static final String WORTHS = "\njava.math.BigDecimal F intVal scale intCompact"
            + "\njava.math.BigInteger F signum mag"
            + "\njava.io.File F path"
            + UTIL + "UUID F mostSigBits leastSigBits" + UTIL + "Date F fastTime cdate"
            + UTIL + "OptionalInt F isPresent value" + UTIL + "OptionalLong F isPresent value"
            + UTIL + "OptionalDouble F isPresent value"
            + UTIL + "Currency F currencyCode" + UTIL + "regex.Pattern F pattern flags"
            + UTIL + "Locale F language=baseLocale.language script=baseLocale.script region=baseLocale.region"
            + " variant=baseLocale.variant"
            + UTIL + "TimeZone O ID" + "\nsun.util.calendar.ZoneInfo F"
            + UTIL + "Calendar O time isTimeSet zone" + UTIL + "GregorianCalendar O"
            + SQL + "Timestamp F nanos" + SQL + "Date F" + SQL + "Time F"
            + CONCURRENT + "atomic.AtomicInteger F value" + CONCURRENT + "atomic.AtomicLong F value"
            + CONCURRENT + "atomic.AtomicBoolean F value"
            + TIME + "LocalDate F year month day" + TIME + "LocalTime F hour minute second nano"
            + TIME + "LocalDateTime F date time" + TIME + "Instant F seconds nanos" + TIME + "Duration F seconds nanos"
            + TIME + "Period F years months days" + TIME + "Year F year" + TIME + "YearMonth F year month"
            + TIME + "MonthDay F month day" + TIME + "OffsetTime F time offset"
            + TIME + "OffsetDateTime F dateTime offset" + TIME + "ZonedDateTime F dateTime offset zone"
            + TIME + "ZoneOffset F totalSeconds" + TIME + "ZoneRegion F id"
            + "\njava.nio.charset.Charset F name"
            + NET + "URI F string scheme host port path query fragment" + NET + "URL F protocol host port file ref"
            + NET + "InetAddress F hostName=holder.hostName address=holder.address"
            + NET + "Inet4Address F"
            + NET + "Inet6Address F ipaddress=holder6.ipaddress"
            + NET + "InetSocketAddress F hostname=holder.hostname addr=holder.addr port=holder.port";

    private ShapeTable() {}

    /** A stream of a socket is shown as the connection that it belongs to. */
    private static String socketStream(String type, String socket) {
        StringBuilder line = new StringBuilder(type).append(" O");
        for (String field : new String[] {"address", "port", "localport"}) {
            line.append(' ')
                    .append(field)
                    .append('=')
                    .append(socket)
                    .append(".delegate.")
                    .append(field);
            line.append('|').append(socket).append('.').append(field);
        }
        return line.toString();
    }

    /** Returns the lines. By a method: a constant would be in the class file that uses it as well. */
    static String[] tables() {
        return new String[] {LISTS, MAPS, OBJECTS, WORTHS};
    }
}
