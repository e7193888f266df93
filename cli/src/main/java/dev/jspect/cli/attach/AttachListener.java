// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The target's own attach listener: a thread that HotSpot starts when it receives SIGQUIT and finds a trigger file. From
 * then on it listens on a Unix socket in its {@code /tmp}. Without the file it would print a thread dump instead.
 */
final class AttachListener {
    private static final long FIRST_LOOK_NANOS = 200_000;
    private static final long LAST_LOOK_NANOS = 10_000_000;
    private static final int FILE_TYPE = 0170000;
    private static final int SOCKET_TYPE = 0140000;

    private final JvmProcess target;
    private final ProcDirectory proc;
    private final Preflight preflight;

    AttachListener(JvmProcess target, ProcDirectory proc, Preflight preflight) {
        this.target = target;
        this.proc = proc;
        this.preflight = preflight;
    }

    Path socket() {
        return target.seenFromHere("/tmp/.java_pid" + target.nsPid());
    }

    /** Returns whether the target's socket exists; somebody else's of that name does not count. */
    boolean exists() {
        try {
            Map<String, Object> found = Files.readAttributes(socket(), "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
            return found.get("mode") instanceof Integer mode
                    && (mode & FILE_TYPE) == SOCKET_TYPE
                    && found.get("uid") instanceof Integer uid
                    && uid == target.uid();
        } catch (IOException none) {
            return false;
        }
    }

    /** Signals the target when it does not listen yet, and waits until it does. */
    void ensureListening(Deadline deadline) {
        if (exists() && accepts(deadline)) {
            return;
        }
        preflight.beforeSignal(target);
        Deadline waiting = deadline.phase("waiting for its attach listener");
        AtomicReference<@Nullable Path> created = new AtomicReference<>();
        Cleanup trigger = Cleanup.by(() -> delete(created.get()));
        try {
            // In one piece: a target that has got its SIGQUIT and finds no file any more prints a thread dump.
            trigger.make(() -> {
                created.set(createTrigger());
                QuitSignal.send(target, waiting);
                awaitListening(waiting);
            });
        } catch (IOException e) {
            throw PrivateDirectory.unusable(target, e);
        } finally {
            trigger.close();
        }
    }

    private void awaitListening(Deadline waiting) {
        long pause = FIRST_LOOK_NANOS;
        while (!(exists() && accepts(waiting))) {
            if (!Liveness.lives(target)) {
                throw Liveness.ended(target, waiting, null);
            }
            if (waiting.hasPassed()) {
                throw waiting.passed(target, null);
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(LAST_LOOK_NANOS, pause * 2);
        }
    }

    /** Returns whether somebody listens: the socket of an earlier process of the same id only looks alive. */
    private boolean accepts(Deadline deadline) {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX);
                Watch watch = Watch.over(probe, deadline.phase("connecting to its attach socket"), target)) {
            try {
                return probe.connect(UnixDomainSocketAddress.of(socket()));
            } catch (ClosedChannelException closed) {
                throw watch.verdict(closed);
            }
        } catch (IOException refused) {
            return false;
        }
    }

    /**
     * Creates the file that tells SIGQUIT apart. HotSpot looks for it in the working directory, then in /tmp; where nothing
     * can be created in /tmp, the target could not create its socket there either.
     */
    private Path createTrigger() throws IOException {
        String name = ".attach_pid" + target.nsPid();
        try {
            return create(target.seenFromHere("/tmp").resolve(name));
        } catch (FileAlreadyExistsException strangers) {
            return create(proc.of(target.pid()).resolve("cwd").resolve(name));
        }
    }

    private Path create(Path trigger) throws IOException {
        try {
            Files.createFile(trigger);
            PrivateDirectory.chown(trigger, target);
        } catch (FileAlreadyExistsException another) {
            // Another tool attaches at this moment, or died while it did; the file serves both, if it is the target's
            // user's.
            if (!Files.getAttribute(trigger, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                    .equals(target.uid())) {
                throw another;
            }
        }
        return trigger;
    }

    private static void delete(@Nullable Path trigger) {
        try {
            if (trigger != null) {
                Files.deleteIfExists(trigger);
            }
        } catch (IOException notOurs) {
            // Another tool's file in a sticky directory: that tool removes it.
        }
    }
}
