// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The doorway: connects back to the tool, receives the runtime and runs it in a loader that dies with the session. An
 * instance is one session's loader.
 *
 * <p>Frozen. The target's system loader keeps the first {@code JspectAgent} that it ever saw, so every later version of
 * jspect talks to this one: its arguments, what it sends and what it expects never change. Whatever may change belongs to
 * the runtime.
 *
 * <p>Arguments: {@code 1;TOKEN;SHA256;CLASS;ADDRESS}. ADDRESS is {@code unix:PATH} or {@code tcp:PORT} (loopback; before
 * JDK 16, JEP 380). TOKEN is sent first; then an int length and the runtime, a gzipped zip file of classes, are read; its SHA-256
 * must be the one given, in hexadecimal digits. CLASS is a {@code Runnable} of it with a constructor {@code
 * (SocketChannel, Instrumentation)}.
 */
public final class JspectAgent extends ClassLoader implements Runnable, BiConsumer<String, byte[]> {
    private static final int MAX_RUNTIME = 1 << 20;

    /** The connections of all sessions: this class is the one place that they share. */
    private static final Set<SocketChannel> SESSIONS = new HashSet<SocketChannel>();

    private final String[] arguments;
    private final Instrumentation instrumentation;
    private final Map<String, byte[]> classFiles = new HashMap<String, byte[]>();

    private JspectAgent(String[] arguments, Instrumentation instrumentation) {
        // The boot loader suffices: java.base and java.instrument are its own, on 8 as on later JDKs.
        super(null);
        this.arguments = arguments;
        this.instrumentation = instrumentation;
    }

    /** Called by the JVM when the tool attaches. Returns at once; the rest happens in the session's own daemon thread. */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        String[] parts = arguments.split(";", 5);
        if (parts.length == 5 && parts[0].equals("1")) {
            Thread thread = new Thread(null, new JspectAgent(parts, instrumentation), "jspect-session", 0);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            thread.start();
        }
    }

    @Override
    public void run() {
        try (SocketChannel channel = connect(arguments[4])) {
            synchronized (SESSIONS) {
                SESSIONS.add(channel);
            }
            try {
                runSession(channel);
            } finally {
                synchronized (SESSIONS) {
                    SESSIONS.remove(channel);
                }
                // For the tool the session ends here, even if there is no memory left to close the connection.
                channel.shutdownOutput();
            }
        } catch (Throwable t) {
            // The edge: the tool sees the connection end, and says so to its user; the target's own streams are not
            // ours.
            return;
        }
    }

    // By its name: StandardCharsets would load six charsets into a target that has not needed them.
    @SuppressWarnings("StringCharset")
    private void runSession(SocketChannel channel) throws Exception {
        channel.write(ByteBuffer.wrap(arguments[1].getBytes("UTF-8")));
        unpack(readRuntime(channel));
        ((Runnable) loadClass(arguments[3])
                        .getConstructor(SocketChannel.class, Instrumentation.class)
                        .newInstance(channel, instrumentation))
                .run();
    }

    /**
     * Ends all sessions but one, by closing their connections.
     *
     * @param mine the connection to spare, or null
     * @return how many were ended
     */
    public static int endOthers(SocketChannel mine) throws IOException {
        Set<SocketChannel> others;
        synchronized (SESSIONS) {
            others = new HashSet<SocketChannel>(SESSIONS);
        }
        others.remove(mine);
        for (SocketChannel session : others) {
            session.close();
        }
        return others.size();
    }

    private static SocketChannel connect(String address) throws IOException, ReflectiveOperationException {
        if (address.startsWith("unix:")) {
            try {
                return SocketChannel.open((SocketAddress) Class.forName("java.net.UnixDomainSocketAddress")
                        .getMethod("of", String.class)
                        .invoke(null, address.substring(5)));
            } catch (InvocationTargetException e) {
                throw new IOException(e.getCause());
            }
        }
        int port = Integer.parseInt(address.substring(4));
        return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private byte[] readRuntime(SocketChannel channel) throws IOException {
        int length = read(channel, 4).getInt(0);
        if (length < 0 || length > MAX_RUNTIME) {
            throw new IOException("runtime of " + length + " bytes");
        }
        byte[] runtime = read(channel, length).array();
        if (!sha256(runtime).equals(arguments[2])) {
            throw new IOException("not the runtime announced");
        }
        return runtime;
    }

    /**
     * Returns the SHA-256 (FIPS 180-4) of bytes, in hexadecimal digits. Asking {@code MessageDigest} for it would load 130
     * classes of the security providers into a target that has not needed them.
     */
    public static String sha256(byte[] bytes) {
        int[] roots = fractionsOfRoots(64, 3);
        int[] hash = fractionsOfRoots(8, 2);
        int blocks = (bytes.length + 8) / 64 + 1;
        byte[] padded = Arrays.copyOf(bytes, blocks * 64);
        padded[bytes.length] = (byte) 0x80;
        ByteBuffer words = ByteBuffer.wrap(padded);
        words.putLong(padded.length - 8, bytes.length * 8L);
        int[] w = new int[64];
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < 64; i++) {
                w[i] = i < 16
                        ? words.getInt()
                        : w[i - 16] + sigma(w[i - 15], 7, 18, 3) + w[i - 7] + sigma(w[i - 2], 17, 19, 10);
            }
            int[] v = hash.clone();
            for (int i = 0; i < 64; i++) {
                int one = v[7] + rotations(v[4], 6, 11, 25) + ((v[4] & v[5]) ^ (~v[4] & v[6])) + roots[i] + w[i];
                int two = rotations(v[0], 2, 13, 22) + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
                System.arraycopy(v, 0, v, 1, 7);
                v[4] += one;
                v[0] = one + two;
            }
            for (int i = 0; i < 8; i++) {
                hash[i] += v[i];
            }
        }
        StringBuilder digits = new StringBuilder();
        for (int word : hash) {
            for (int shift = 28; shift >= 0; shift -= 4) {
                digits.append(Character.forDigit(word >>> shift & 15, 16));
            }
        }
        return digits.toString();
    }

    /** The first 32 bits of the fractional parts of the first primes' square or cube roots: SHA-256's constants. */
    private static int[] fractionsOfRoots(int count, int degree) {
        int[] fractions = new int[count];
        for (int n = 2, found = 0; found < count; n++) {
            boolean prime = true;
            for (int d = 2; d * d <= n; d++) {
                prime &= n % d != 0;
            }
            if (prime) {
                // A double keeps 53 bits: 32 of the fraction, 4 before it at most, and enough to round correctly.
                double root = degree == 2 ? Math.sqrt(n) : Math.cbrt(n);
                fractions[found++] = (int) (long) ((root - Math.floor(root)) * (1L << 32));
            }
        }
        return fractions;
    }

    private static int sigma(int x, int r1, int r2, int shift) {
        return Integer.rotateRight(x, r1) ^ Integer.rotateRight(x, r2) ^ x >>> shift;
    }

    private static int rotations(int x, int r1, int r2, int r3) {
        return Integer.rotateRight(x, r1) ^ Integer.rotateRight(x, r2) ^ Integer.rotateRight(x, r3);
    }

    private static ByteBuffer read(SocketChannel channel, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException();
            }
        }
        return bytes;
    }

    private void unpack(byte[] runtime) throws IOException {
        ZipInputStream zip = new ZipInputStream(new GZIPInputStream(new ByteArrayInputStream(runtime)));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName();
            if (name.endsWith(".class")) {
                accept(name.substring(0, name.length() - 6).replace('/', '.'), readAll(zip));
            }
        }
    }

    /** Adds a class to the session, which is defined when it is first asked for. */
    @Override
    public synchronized void accept(String name, byte[] classFile) {
        classFiles.put(name, classFile);
    }

    private static byte[] readAll(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
            bytes.write(buffer, 0, n);
        }
        return bytes.toByteArray();
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] classFile = classFiles.get(name);
        if (classFile == null) {
            throw new ClassNotFoundException(name);
        }
        Class<?> type = defineClass(name, classFile, 0, classFile.length);
        // Only now: where there was no memory for the class, there may be when it is next asked for.
        classFiles.remove(name);
        return type;
    }
}
