// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The only one of all jspects that uses a target's directory of a known name: the others wait. It has the lock of a file in
 * the directory, which the operating system takes back from a process that is killed; {@link #close} removes both.
 */
final class AttachTurn implements AutoCloseable {
    private static final Path LOCK = Path.of("lock");
    private static final long LOOK_AGAIN_MILLIS = 5;

    /** Locks are between processes: a process that closes a file has no lock of it any more, whichever of its threads took it. */
    private static final Semaphore HERE = new Semaphore(1);

    private static final Set<OpenOption> WRITE_EXISTING = Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final PrivateDirectory directory;
    private final FileChannel lock;

    private AttachTurn(PrivateDirectory directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Waits for the turn.
     *
     * @throws dev.jspect.cli.failure.JspectException when it does not come in time, or when the directory is somebody else's
     */
    static AttachTurn await(JvmProcess target, Deadline deadline, String directoryName) {
        Deadline turn = deadline.phase("waiting for another jspect that is attaching to it");
        try {
            if (!HERE.tryAcquire(turn.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                throw turn.passed(target, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw turn.passed(target, e);
        }
        AttachTurn mine = null;
        try {
            mine = awaitOthers(target, turn, directoryName);
            return mine;
        } finally {
            if (mine == null) {
                HERE.release();
            }
        }
    }

    private static AttachTurn awaitOthers(JvmProcess target, Deadline turn, String directoryName) {
        while (true) {
            IOException busy = null;
            try {
                AttachTurn taken = take(target, PrivateDirectory.share(target, directoryName));
                if (taken != null) {
                    return taken;
                }
            } catch (NoSuchFileException | FileAlreadyExistsException | AccessDeniedException e) {
                // Another jspect makes it or removes it, or is root and has not handed it over yet.
                busy = e;
            } catch (IOException e) {
                throw PrivateDirectory.unusable(target, e);
            }
            if (turn.hasPassed()) {
                throw busy == null ? turn.passed(target, null) : PrivateDirectory.unusable(target, busy);
            }
            pause(target, turn);
        }
    }

    /** Returns null when another has it, or when that one has just removed the directory. */
    private static @Nullable AttachTurn take(JvmProcess target, PrivateDirectory directory) throws IOException {
        AtomicReference<@Nullable FileChannel> taken = new AtomicReference<>();
        try {
            directory.giveTo(target);
            // In one piece: a signal in the midst of it would leave the lock, and with it the directory.
            directory.make(() -> taken.set(lock(directory)));
            FileChannel lock = taken.get();
            return lock == null ? null : new AttachTurn(directory, lock);
        } finally {
            if (taken.get() == null) {
                directory.close();
            }
        }
    }

    /** Returns null when another has it. */
    private static @Nullable FileChannel lock(PrivateDirectory directory) throws IOException {
        SecureDirectoryStream<Path> handle = directory.handle();
        BasicFileAttributeView named =
                handle.getFileAttributeView(LOCK, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        makeOnce(handle);
        // Who had it before us removes the file, and a third one may make its own: the name must mean the same file all
        // the time.
        Object before = named.readAttributes().fileKey();
        FileChannel channel = (FileChannel) handle.newByteChannel(LOCK, WRITE_EXISTING);
        boolean locked = false;
        try {
            boolean opened = named.readAttributes().fileKey().equals(before);
            locked = opened && lock(channel) && named.readAttributes().fileKey().equals(before);
            if (locked) {
                directory.own(LOCK.toString());
            }
            return locked ? channel : null;
        } finally {
            if (!locked) {
                Closing.quietly(channel);
            }
        }
    }

    private static void makeOnce(SecureDirectoryStream<Path> handle) throws IOException {
        Set<OpenOption> fresh =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            handle.newByteChannel(LOCK, fresh).close();
            // For root and for the target's user, whoever comes first; nobody else reaches into the directory.
            handle.getFileAttributeView(LOCK, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setPermissions(PosixFilePermissions.fromString("rw-rw-rw-"));
        } catch (FileAlreadyExistsException another) {
            return;
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static void pause(JvmProcess target, Deadline turn) {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw turn.passed(target, e);
        }
    }

    PrivateDirectory directory() {
        return directory;
    }

    @Override
    public void close() {
        directory.close();
        Closing.quietly(lock);
        HERE.release();
    }
}
