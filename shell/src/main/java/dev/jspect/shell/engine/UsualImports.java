// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Types that nobody wants to import by hand. An import costs JShell a compilation, so only those are made that a source
 * seems to need: the table tells, which holds the public types of JDK 8 to 25.
 */
final class UsualImports {
    private static final String TABLE = """
            java.io: BufferedInputStream BufferedOutputStream BufferedReader BufferedWriter ByteArrayInputStream
            ByteArrayOutputStream CharArrayReader CharArrayWriter CharConversionException Closeable Console
            DataInput DataInputStream DataOutput DataOutputStream EOFException Externalizable File FileDescriptor
            FileFilter FileInputStream FileNotFoundException FileOutputStream FilePermission FileReader FileWriter
            FilenameFilter FilterInputStream FilterOutputStream FilterReader FilterWriter Flushable IOError
            IOException InputStream InputStreamReader InterruptedIOException InvalidClassException
            InvalidObjectException LineNumberInputStream LineNumberReader NotActiveException
            NotSerializableException ObjectInput ObjectInputFilter ObjectInputStream ObjectInputValidation
            ObjectOutput ObjectOutputStream ObjectStreamClass ObjectStreamConstants ObjectStreamException
            ObjectStreamField OptionalDataException OutputStream OutputStreamWriter PipedInputStream
            PipedOutputStream PipedReader PipedWriter PrintStream PrintWriter PushbackInputStream PushbackReader
            RandomAccessFile Reader SequenceInputStream Serial Serializable SerializablePermission
            StreamCorruptedException StreamTokenizer StringBufferInputStream StringReader StringWriter
            SyncFailedException UTFDataFormatException UncheckedIOException UnsupportedEncodingException
            WriteAbortedException Writer
            java.math: BigDecimal BigInteger MathContext RoundingMode
            java.net: Authenticator BindException CacheRequest CacheResponse ConnectException ContentHandler
            ContentHandlerFactory CookieHandler CookieManager CookiePolicy CookieStore DatagramPacket
            DatagramSocket DatagramSocketImpl DatagramSocketImplFactory FileNameMap HttpCookie HttpRetryException
            HttpURLConnection IDN Inet4Address Inet6Address InetAddress InetSocketAddress InterfaceAddress
            JarURLConnection MalformedURLException MulticastSocket NetPermission NetworkInterface
            NoRouteToHostException PasswordAuthentication PortUnreachableException ProtocolException
            ProtocolFamily Proxy ProxySelector ResponseCache SecureCacheResponse ServerSocket Socket SocketAddress
            SocketException SocketImpl SocketImplFactory SocketOption SocketOptions SocketPermission
            SocketTimeoutException StandardProtocolFamily StandardSocketOptions URI URISyntaxException URL
            URLClassLoader URLConnection URLDecoder URLEncoder URLPermission URLStreamHandler
            URLStreamHandlerFactory UnixDomainSocketAddress UnknownHostException UnknownServiceException
            java.nio.file: AccessDeniedException AccessMode AtomicMoveNotSupportedException
            ClosedDirectoryStreamException ClosedFileSystemException ClosedWatchServiceException CopyOption
            DirectoryIteratorException DirectoryNotEmptyException DirectoryStream FileAlreadyExistsException
            FileStore FileSystem FileSystemAlreadyExistsException FileSystemException FileSystemLoopException
            FileSystemNotFoundException FileSystems FileVisitOption FileVisitResult FileVisitor Files
            InvalidPathException LinkOption LinkPermission NoSuchFileException NotDirectoryException
            NotLinkException OpenOption Path PathMatcher Paths ProviderMismatchException ProviderNotFoundException
            ReadOnlyFileSystemException SecureDirectoryStream SimpleFileVisitor StandardCopyOption
            StandardOpenOption StandardWatchEventKinds WatchEvent WatchKey WatchService Watchable
            java.time: Clock DateTimeException DayOfWeek Duration Instant InstantSource LocalDate LocalDateTime
            LocalTime Month MonthDay OffsetDateTime OffsetTime Period Year YearMonth ZoneId ZoneOffset
            ZonedDateTime
            java.util: AbstractCollection AbstractList AbstractMap AbstractQueue AbstractSequentialList
            AbstractSet ArrayDeque ArrayList Arrays Base64 BitSet Calendar Collection Collections Comparator
            ConcurrentModificationException Currency Date Deque Dictionary DoubleSummaryStatistics
            DuplicateFormatFlagsException EmptyStackException EnumMap EnumSet Enumeration EventListener
            EventListenerProxy EventObject FormatFlagsConversionMismatchException Formattable FormattableFlags
            Formatter FormatterClosedException GregorianCalendar HashMap HashSet Hashtable HexFormat
            IdentityHashMap IllegalFormatCodePointException IllegalFormatConversionException
            IllegalFormatException IllegalFormatFlagsException IllegalFormatPrecisionException
            IllegalFormatWidthException IllformedLocaleException InputMismatchException IntSummaryStatistics
            InvalidPropertiesFormatException Iterator LinkedHashMap LinkedHashSet LinkedList List ListIterator
            ListResourceBundle Locale LongSummaryStatistics Map MissingFormatArgumentException
            MissingFormatWidthException MissingResourceException NavigableMap NavigableSet NoSuchElementException
            Objects Observable Observer Optional OptionalDouble OptionalInt OptionalLong PrimitiveIterator
            PriorityQueue Properties PropertyPermission PropertyResourceBundle Queue Random RandomAccess
            ResourceBundle Scanner SequencedCollection SequencedMap SequencedSet ServiceConfigurationError
            ServiceLoader Set SimpleTimeZone SortedMap SortedSet Spliterator Spliterators SplittableRandom Stack
            StringJoiner StringTokenizer TimeZone Timer TimerTask TooManyListenersException TreeMap TreeSet UUID
            UnknownFormatConversionException UnknownFormatFlagsException Vector WeakHashMap
            java.util.concurrent: AbstractExecutorService ArrayBlockingQueue BlockingDeque BlockingQueue
            BrokenBarrierException Callable CancellationException CompletableFuture CompletionException
            CompletionService CompletionStage ConcurrentHashMap ConcurrentLinkedDeque ConcurrentLinkedQueue
            ConcurrentMap ConcurrentNavigableMap ConcurrentSkipListMap ConcurrentSkipListSet CopyOnWriteArrayList
            CopyOnWriteArraySet CountDownLatch CountedCompleter CyclicBarrier DelayQueue Delayed Exchanger
            ExecutionException Executor ExecutorCompletionService ExecutorService Executors Flow ForkJoinPool
            ForkJoinTask ForkJoinWorkerThread Future FutureTask LinkedBlockingDeque LinkedBlockingQueue
            LinkedTransferQueue Phaser PriorityBlockingQueue RecursiveAction RecursiveTask
            RejectedExecutionException RejectedExecutionHandler RunnableFuture RunnableScheduledFuture
            ScheduledExecutorService ScheduledFuture ScheduledThreadPoolExecutor Semaphore
            StructureViolationException StructuredTaskScope SubmissionPublisher SynchronousQueue ThreadFactory
            ThreadLocalRandom ThreadPoolExecutor TimeUnit TimeoutException TransferQueue
            java.util.function: BiConsumer BiFunction BiPredicate BinaryOperator BooleanSupplier Consumer
            DoubleBinaryOperator DoubleConsumer DoubleFunction DoublePredicate DoubleSupplier DoubleToIntFunction
            DoubleToLongFunction DoubleUnaryOperator Function IntBinaryOperator IntConsumer IntFunction
            IntPredicate IntSupplier IntToDoubleFunction IntToLongFunction IntUnaryOperator LongBinaryOperator
            LongConsumer LongFunction LongPredicate LongSupplier LongToDoubleFunction LongToIntFunction
            LongUnaryOperator ObjDoubleConsumer ObjIntConsumer ObjLongConsumer Predicate Supplier
            ToDoubleBiFunction ToDoubleFunction ToIntBiFunction ToIntFunction ToLongBiFunction ToLongFunction
            UnaryOperator
            java.util.regex: MatchResult Matcher Pattern PatternSyntaxException
            java.util.stream: BaseStream Collector Collectors DoubleStream Gatherer Gatherers IntStream LongStream
            Stream StreamSupport
            """;

    private final Map<String, String> packages = new HashMap<>();
    private final Set<String> names = new LinkedHashSet<>();

    UsualImports() {
        String packageName = "";
        for (String word : TABLE.trim().split("\\s+", -1)) {
            if (word.endsWith(":")) {
                packageName = word.substring(0, word.length() - 1);
                names.add(packageName);
            } else {
                packages.put(word, packageName);
            }
        }
    }

    /** Names all packages of the table. */
    Set<String> packages() {
        return names;
    }

    /** Names the packages of the types that a source may mean. */
    Set<String> neededBy(String source) {
        Set<String> needed = new LinkedHashSet<>();
        for (String type : typesIn(source)) {
            needed.add(type.substring(0, type.lastIndexOf('.')));
        }
        return needed;
    }

    /** Names the types of the table that a source may mean; words in strings and comments count, which does no harm. */
    Set<String> typesIn(String source) {
        Set<String> types = new LinkedHashSet<>();
        int start = 0;
        while (start < source.length()) {
            int end = start;
            while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
                end++;
            }
            if (end > start
                    && Character.isUpperCase(source.charAt(start))
                    && (start == 0 || source.charAt(start - 1) != '.')) {
                String word = source.substring(start, end);
                String packageName = packages.get(word);
                if (packageName != null) {
                    types.add(packageName + "." + word);
                }
            }
            start = end + 1;
        }
        return types;
    }
}
