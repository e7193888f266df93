// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A fresh directory of mode 0700 in the target's {@code /tmp}. Its name cannot be guessed and creating it fails where
 * anything of that name exists; files are created through an open handle of it, so that a directory or link put in its
 * place later is never followed.
 */
final class PrivateDirectory implements AutoCloseable {
    private static final String TMP = "/tmp";
    private static final int NAME_BYTES = 8;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> READABLE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

    private final Path path;
    private final Cleanup cleanup = Cleanup.by(this::remove);
    private final List<Path> files = new CopyOnWriteArrayList<>();
    private volatile @Nullable SecureDirectoryStream<Path> handle;
    /** Whether there is a directory to remove. */
    private volatile boolean reached;

    private PrivateDirectory(Path path) {
        this.path = path;
    }

    /** Creates the directory, ours alone until {@link #giveTo}. */
    static PrivateDirectory create(JvmProcess target) {
        byte[] random = new byte[NAME_BYTES];
        new SecureRandom().nextBytes(random);
        return create(target, "jspect-" + HexFormat.of().formatHex(random));
    }

    /**
     * Creates a directory of a name that others can guess, or shares the one that another jspect has made for the same
     * target. One that belongs to anybody else is refused.
     *
     * @throws IOException also when the other jspect creates or removes it at this moment
     */
    static PrivateDirectory share(JvmProcess target, String name) throws IOException {
        Path existing = target.seenFromHere(TMP).resolve(name);
        if (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            return createNamed(target, name);
        }
        PosixFileAttributes attributes =
                Files.readAttributes(existing, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Object owner = Files.getAttribute(existing, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        boolean ours = owner.equals(target.uid()) || owner.equals(0);
        if (!attributes.isDirectory() || !ours || !attributes.permissions().equals(OWNER_ONLY)) {
            throw unusable(
                    target,
                    new FileSystemException(existing.toString(), null, "somebody else has put " + existing + " there"));
        }
        SecureDirectoryStream<Path> handle = open(existing);
        PrivateDirectory directory = new PrivateDirectory(existing);
        directory.handle = handle;
        directory.reached = true;
        return directory;
    }

    private static PrivateDirectory create(JvmProcess target, String name) {
        try {
            return createNamed(target, name);
        } catch (IOException e) {
            throw unusable(target, e);
        }
    }

    private static PrivateDirectory createNamed(JvmProcess target, String name) throws IOException {
        Path tmp = target.seenFromHere(TMP);
        refuseLink(tmp);
        PrivateDirectory directory = new PrivateDirectory(tmp.resolve(name));
        try {
            directory.make(() -> {
                Files.createDirectory(directory.path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
                directory.reached = true;
                directory.handle = open(directory.path);
            });
            return directory;
        } catch (IOException e) {
            directory.close();
            throw e;
        }
    }

    /** Returns the failure to throw when the directory in the target's /tmp cannot be used. */
    static JspectException unusable(JvmProcess target, IOException e) {
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return new JspectException(
                ExitCode.NOT_PERMITTED,
                "cannot meet " + target.label() + " in its /tmp",
                Objects.requireNonNullElse(reason, e.toString()),
                "Look at it with: df " + target.seenFromHere(TMP) + "; ls -ld " + target.seenFromHere(TMP),
                e);
    }

    private static void refuseLink(Path tmp) throws IOException {
        // A link in a container would lead to a place of that name outside of it.
        if (!Files.readAttributes(tmp, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isDirectory()) {
            throw new NotDirectoryException(tmp.toString());
        }
    }

    @SuppressWarnings("StreamResourceLeak") // the handle lives as long as the directory: remove() closes it
    private static SecureDirectoryStream<Path> open(Path path) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(path);
        try {
            return checked(path, stream);
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    private static SecureDirectoryStream<Path> checked(Path path, DirectoryStream<Path> stream) throws IOException {
        if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
            throw new FileSystemException(path.toString(), null, "its file system has no secure directories");
        }
        Object opened = secure.getFileAttributeView(PosixFileAttributeView.class)
                .readAttributes()
                .fileKey();
        Object named = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
        if (!opened.equals(named)) {
            throw new NoSuchFileException(path.toString(), null, "somebody replaced it while it was being opened");
        }
        return secure;
    }

    Path seenFromHere() {
        return path;
    }

    /** Returns the path of a file in it as the target sees it. */
    String seenFromTarget(String name) {
        return TMP + "/" + path.getFileName() + "/" + name;
    }

    /** Returns the handle through which its files are reached. */
    SecureDirectoryStream<Path> handle() {
        return Objects.requireNonNull(handle, "not made yet");
    }

    /** Takes over a file that is created in the directory by other means: it is removed with the others. */
    void own(String name) {
        files.add(Path.of(name));
    }

    /** Creates something in it; not when a signal has had it removed meanwhile. */
    void make(Cleanup.Making making) throws IOException {
        cleanup.make(making);
    }

    /** Removes a file that somebody who was killed has left, perhaps half written. */
    void discard(String name) throws IOException {
        try {
            handle().deleteFile(Path.of(name));
        } catch (NoSuchFileException nobodyWasKilled) {
            // As nearly always.
        }
    }

    /** Writes a new file, readable for the target, and returns its path as the target sees it. */
    String place(String name, byte[] content) throws IOException {
        Path plain = Path.of(name);
        if (plain.getNameCount() != 1 || plain.isAbsolute() || name.startsWith(".")) {
            throw new IllegalArgumentException("not a plain file name: " + name);
        }
        own(name);
        make(() -> write(plain, content));
        return seenFromTarget(name);
    }

    private void write(Path name, byte[] content) throws IOException {
        SecureDirectoryStream<Path> open = handle();
        try (SeekableByteChannel file = open.newByteChannel(
                name,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                READABLE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
        }
        // Our umask may have taken away what the target's user needs.
        open.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setPermissions(READABLE.value());
    }

    /** Hands the directory to the target's user when that is somebody else: only root can, and needs to. */
    void giveTo(JvmProcess target) throws IOException {
        chown(path, target);
    }

    static void chown(Path path, JvmProcess target) throws IOException {
        if (!Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(target.uid())) {
            Files.setAttribute(path, "unix:uid", target.uid(), LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Removes the directory and all we put into it. */
    @Override
    public void close() {
        cleanup.close();
    }

    private void remove() {
        SecureDirectoryStream<Path> open = handle;
        if (open != null) {
            // What came first goes last: it may be a lock that keeps others from the rest.
            for (int i = files.size() - 1; i >= 0; i--) {
                try {
                    open.deleteFile(files.get(i));
                } catch (IOException goneAlready) {
                    // The target's user owns the directory and may have removed it himself.
                }
            }
            Closing.quietly(open);
        }
        if (!reached) {
            return;
        }
        try {
            Files.deleteIfExists(path);
        } catch (IOException notOursAnyMore) {
            // The target's user put files of his own into it, or its container has gone with its /tmp.
        }
    }
}
