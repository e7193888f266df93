// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private static final int STICKY = 01000;

    /** How long another tool may take to see the target listen, before it counts as killed. */
    private static final long PATIENCE_NANOS = 3_000_000_000L;

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
        Deadline waiting = deadline.phase("waiting for its attach listener");
        long patience = 0;
        while (!(exists() && accepts(waiting))) {
            preflight.beforeSignal(target);
            refuseStrangersSocket();
            if (signal(waiting, patience > PATIENCE_NANOS)) {
                return;
            }
            patience += awaitOther(waiting);
        }
    }

    /**
     * Creates the trigger and sends the signal.
     *
     * @param anyway also when there is a trigger: who made it has had its time, and was killed most likely
     * @return whether the target listens: false when another tool is about to see to it, and a second signal would print a thread dump
     */
    private boolean signal(Deadline waiting, boolean anyway) {
        AtomicReference<@Nullable Path> created = new AtomicReference<>();
        Cleanup trigger = Cleanup.by(() -> delete(created.get()));
        AtomicBoolean listens = new AtomicBoolean();
        try {
            // In one piece: a target that has got its SIGQUIT and finds no file any more prints a thread dump.
            trigger.make(() -> {
                Path made = createTrigger(anyway);
                if (made == null) {
                    return;
                }
                created.set(made);
                if (!(exists() && accepts(waiting))) {
                    QuitSignal.send(target, waiting);
                    awaitListening(waiting);
                }
                listens.set(true);
            });
            return listens.get();
        } catch (IOException e) {
            throw PrivateDirectory.unusable(target, e);
        } finally {
            trigger.close();
        }
    }

    private void awaitListening(Deadline waiting) {
        long pause = FIRST_LOOK_NANOS;
        while (!(exists() && accepts(waiting))) {
            goOn(waiting);
            LockSupport.parkNanos(pause);
            pause = Math.min(LAST_LOOK_NANOS, pause * 2);
        }
    }

    /** Waits a moment for what another tool does, and says how long. */
    private long awaitOther(Deadline waiting) {
        goOn(waiting);
        long start = System.nanoTime();
        LockSupport.parkNanos(LAST_LOOK_NANOS);
        return System.nanoTime() - start;
    }

    private void goOn(Deadline waiting) {
        if (!Liveness.lives(target)) {
            throw Liveness.ended(target, waiting, null);
        }
        if (waiting.hasPassed()) {
            throw waiting.passed(target, null);
        }
    }

    /** A file in the way of the target's socket that it may not replace: it would try, and print a thread dump. */
    private void refuseStrangersSocket() {
        try {
            Object owner = Files.getAttribute(socket(), "unix:uid", LinkOption.NOFOLLOW_LINKS);
            Path tmp = target.seenFromHere("/tmp");
            boolean sticky = Files.getAttribute(tmp, "unix:mode") instanceof Integer mode && (mode & STICKY) != 0;
            boolean replaceable = target.uid() == 0
                    || owner.equals(target.uid())
                    || !sticky
                    || Files.getAttribute(tmp, "unix:uid").equals(target.uid());
            if (!replaceable) {
                throw new JspectException(
                        ExitCode.NOT_PERMITTED,
                        "cannot attach to " + target.label(),
                        "a file of user id " + owner
                                + " lies where its attach socket must be, and it may not replace that",
                        "If no JVM of that user listens there: sudo rm " + socket());
            }
        } catch (IOException nothingThere) {
            // As it should be.
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
     *
     * @return null when another tool has
     */
    private @Nullable Path createTrigger(boolean anyway) throws IOException {
        String name = ".attach_pid" + target.nsPid();
        try {
            return create(target.seenFromHere("/tmp").resolve(name), anyway);
        } catch (FileAlreadyExistsException strangers) {
            return create(proc.of(target.pid()).resolve("cwd").resolve(name), anyway);
        }
    }

    private @Nullable Path create(Path trigger, boolean anyway) throws IOException {
        try {
            Files.createFile(trigger);
            PrivateDirectory.chown(trigger, target);
            return trigger;
        } catch (FileAlreadyExistsException another) {
            return isTargets(trigger, another) && anyway ? trigger : null;
        }
    }

    /** A file that is not its user's means nothing to the target. */
    private boolean isTargets(Path trigger, FileAlreadyExistsException another) throws IOException {
        try {
            if (!Files.getAttribute(trigger, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                    .equals(target.uid())) {
                throw another;
            }
            return true;
        } catch (NoSuchFileException goneMeanwhile) {
            return false;
        }
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
