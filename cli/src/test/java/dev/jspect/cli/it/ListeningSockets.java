// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The sockets that a process listens on, by proc(5): looked for again and again until closed. */
final class ListeningSockets implements AutoCloseable {
    private static final String TCP_LISTEN = "0A";
    private static final long PAUSE_NANOS = 2_000_000;
    private static final String SOCKET = "socket:[";
    private static final int ACCEPTS_CONNECTIONS = 0x10000;

    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final AtomicInteger looks = new AtomicInteger();
    private final FutureTask<Integer> watching;
    private volatile boolean over;

    private ListeningSockets(int pid) {
        watching = new FutureTask<>(() -> {
            while (!over) {
                seen.addAll(of(pid));
                looks.incrementAndGet();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            return looks.get();
        });
    }

    /** Looks until {@link #close}. */
    static ListeningSockets watch(int pid) {
        ListeningSockets sockets = new ListeningSockets(pid);
        new Thread(sockets.watching, "listening-sockets").start();
        return sockets;
    }

    /** Returns how often it has looked. */
    int looks() {
        return looks.get();
    }

    /** Returns all that were ever seen: {@code tcp 0100007F:1F90} or {@code unix /tmp/.java_pid4711}. */
    Set<String> seen() {
        return Set.copyOf(seen);
    }

    /** Ends the looking; fails when it failed. */
    @Override
    public void close() {
        over = true;
        try {
            watching.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns those there are now. */
    static Set<String> of(int pid) {
        Path process = Path.of("/proc/" + pid);
        try {
            Map<String, String> listening = new HashMap<>();
            for (String protocol : List.of("tcp", "tcp6")) {
                for (String[] row : rows(process.resolve("net/" + protocol))) {
                    if (row[3].equals(TCP_LISTEN)) {
                        listening.put(row[9], protocol + " " + row[1]);
                    }
                }
            }
            for (String[] row : rows(process.resolve("net/unix"))) {
                if ((Integer.parseUnsignedInt(row[3], 16) & ACCEPTS_CONNECTIONS) != 0) {
                    listening.put(row[6], "unix " + (row.length > 7 ? row[7] : "without a name"));
                }
            }
            listening.keySet().retainAll(inodesOf(process));
            return new HashSet<>(listening.values());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String[]> rows(Path table) throws IOException {
        List<String[]> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(table);
        for (String line : lines.subList(1, lines.size())) {
            rows.add(line.strip().split("\\s+", -1));
        }
        return rows;
    }

    private static Set<String> inodesOf(Path process) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                String open = link(descriptor);
                if (open.startsWith(SOCKET)) {
                    inodes.add(open.substring(SOCKET.length(), open.length() - 1));
                }
            }
        }
        return inodes;
    }

    private static String link(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException closedMeanwhile) {
            return "";
        }
    }
}
