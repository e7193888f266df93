// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import dev.jspect.cli.failure.JspectException;
import dev.jspect.shell.threads.HotSpotThreadDumpParser;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.VirtualThreadDumpParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes thread dumps of one target, without an agent. */
public final class ThreadDumps {
    /** The first release with virtual threads (JEP 444), and with {@code Thread.dump_to_file}. */
    private static final int VIRTUAL_THREADS = 21;

    /** The first release with {@code Thread.vthread_scheduler}. */
    private static final int SCHEDULER = 24;

    /** A pool that has no worker, and never ran a task: workers that end leave their count of tasks behind. */
    private static final Pattern IDLE_SINCE_THE_START = Pattern.compile(
            "java\\.util\\.concurrent\\.ForkJoinPool@[0-9a-f]+\\[Running, parallelism = [0-9]+, size = 0, "
                    + "active = 0, running = 0, steals = 0, tasks = 0, submissions = 0[],]");

    /** With this, virtual threads are platform threads, and their scheduler knows nothing of them. */
    private static final String NO_CONTINUATIONS = "-XX:-VMContinuations";

    /** 100,000 virtual threads may fill a few hundred megabytes: in a small /tmp, that is the target's end. */
    private static final long NEEDED_SPACE = 512L << 20;

    private static final int MOST_READ = 64 << 20;
    private static final String FILE = "threads.txt";

    private final JvmProcess target;
    private final AttachChannel channel;
    private @Nullable Boolean mayWalk;
    private @Nullable String noVirtualThreads;

    private ThreadDumps(JvmProcess target, AttachChannel channel) {
        this.target = target;
        this.channel = channel;
    }

    /** Attaches; nothing of ours is loaded. */
    public static ThreadDumps of(JvmProcess target, Deadline deadline) {
        return new ThreadDumps(target, AttachChannel.open(target, deadline));
    }

    /** Takes a dump of all threads, the virtual ones too. */
    public ThreadDump take(Deadline deadline) {
        Instant takenAt = Instant.now();
        String text = channel.threadDump(deadline, options(deadline));
        noVirtualThreads = null;
        if (target.feature() < VIRTUAL_THREADS || neverRanVirtualThreads(deadline)) {
            return HotSpotThreadDumpParser.parse(text, takenAt);
        }
        // Read while the target writes.
        var reading = CompletableFuture.supplyAsync(() -> HotSpotThreadDumpParser.parse(text, takenAt));
        String virtual = virtualThreads(deadline);
        ThreadDump dump = reading.join();
        return virtual == null ? dump : dump.withVirtualThreads(VirtualThreadDumpParser.parse(virtual));
    }

    /** Takes a dump of the platform threads, and of the virtual ones that are mounted: those have no names then. */
    public ThreadDump takePlatformThreads(Deadline deadline) {
        return readPlatformThreads(deadline).get();
    }

    /**
     * Takes such a dump, and reads it while the caller does something else. Not takes it: for the locks that threads own the VM walks
     * the heap at a safepoint, however long that takes, and nothing that counts its time may wait for that.
     */
    public Supplier<ThreadDump> readPlatformThreads(Deadline deadline) {
        noVirtualThreads = null;
        Instant takenAt = Instant.now();
        String text = channel.threadDump(deadline, options(deadline));
        return CompletableFuture.supplyAsync(() -> HotSpotThreadDumpParser.parse(text, takenAt))::join;
    }

    /** Takes a dump of the platform threads without the locks that they own, which takes the target less time. */
    public ThreadDump takeStacks(Deadline deadline) {
        Instant takenAt = Instant.now();
        return HotSpotThreadDumpParser.parse(channel.threadDump(deadline, ""), takenAt);
    }

    private synchronized String options(Deadline deadline) {
        if (mayWalk == null) {
            mayWalk = !HeapWalks.areDangerous(target, () -> channel, deadline);
        }
        // Only -l: JDK 8 drops the owned synchronizers when -e comes with it.
        return mayWalk ? "-l" : "";
    }

    /** Returns what the last dump has not though the target may have it, and why. */
    public synchronized List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (noVirtualThreads != null) {
            notes.add("virtual threads are left out: " + noVirtualThreads);
        }
        if (Boolean.FALSE.equals(mayWalk)) {
            notes.add("who holds locks of java.util.concurrent is left out: " + HeapWalks.REASON);
        }
        return notes;
    }

    /**
     * Asks for their scheduler, where it can be asked for: the dump of all threads into a file loads 340 classes into a target
     * that never made one, and takes as long as everything else together.
     */
    private boolean neverRanVirtualThreads(Deadline deadline) {
        if (target.feature() < SCHEDULER || target.jvmArguments().contains(NO_CONTINUATIONS)) {
            return false;
        }
        try {
            return IDLE_SINCE_THE_START
                    .matcher(channel.jcmd(deadline, "Thread.vthread_scheduler"))
                    .lookingAt();
        } catch (JspectException unknown) {
            return false;
        }
    }

    /** The JVM writes them into a file only; ours is gone again when this returns. */
    private @Nullable String virtualThreads(Deadline deadline) {
        try (PrivateDirectory directory = PrivateDirectory.create(target)) {
            Path file = directory.seenFromHere().resolve(FILE);
            // Not by Files.getFileStore, which resolves the path, and so leaves the target's mount namespace.
            if (directory.seenFromHere().toFile().getUsableSpace() < NEEDED_SPACE) {
                noVirtualThreads = "the target's /tmp has less than " + (NEEDED_SPACE >> 20) + " MB free";
                return null;
            }
            directory.giveTo(target);
            directory.own(FILE);
            String answer =
                    channel.jcmd(deadline, "Thread.dump_to_file -format=plain " + directory.seenFromTarget(FILE));
            try (InputStream in = Files.newInputStream(file)) {
                return new String(in.readNBytes(MOST_READ), StandardCharsets.UTF_8);
            } catch (NoSuchFileException e) {
                noVirtualThreads = "the target says: " + answer.strip();
                return null;
            }
        } catch (IOException | JspectException e) {
            noVirtualThreads = e.getMessage();
            return null;
        }
    }
}
