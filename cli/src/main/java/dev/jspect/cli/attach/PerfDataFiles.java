// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files {@code hsperfdata_USER/PID} in one {@code /tmp}. Anybody can put something of that name there: only a plain
 * file of the process's own user, in a directory of the same user, is opened.
 */
final class PerfDataFiles {
    private static final String PREFIX = "hsperfdata_";
    /** A JVM writes 32 KB; {@code -XX:PerfDataMemorySize} allows for more. */
    private static final long LARGEST = 16 << 20;

    private static final int FILE_TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int PLAIN_FILE = 0100000;

    private final Path tmp;
    private final List<String> directories = new ArrayList<>();
    private final List<Set<String>> files = new ArrayList<>();

    private PerfDataFiles(Path tmp) {
        this.tmp = tmp;
    }

    /** Looks what files there are, without opening any. */
    static PerfDataFiles in(Path tmp) {
        PerfDataFiles found = new PerfDataFiles(tmp);
        if (typeIfOwnedBy(null, tmp) != DIRECTORY) {
            return found;
        }
        String[] names = new File(tmp.toString()).list();
        if (names != null) {
            for (String name : names) {
                if (name.startsWith(PREFIX)) {
                    String[] pids = new File(tmp.toString(), name).list();
                    if (pids != null) {
                        found.directories.add(name);
                        found.files.add(new HashSet<>(List.of(pids)));
                    }
                }
            }
        }
        return found;
    }

    /** Returns whether a process of this id once announced itself, be it long ago. */
    boolean mention(int nsPid) {
        String name = Integer.toString(nsPid);
        for (Set<String> pids : files) {
            if (pids.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the file of a process of this user, or null. */
    @Nullable
    Path find(int nsPid, int uid) {
        String name = Integer.toString(nsPid);
        for (int i = 0; i < directories.size(); i++) {
            if (files.get(i).contains(name)) {
                Path directory = tmp.resolve(directories.get(i));
                Path file = directory.resolve(name);
                if (typeIfOwnedBy(uid, directory) == DIRECTORY && typeIfOwnedBy(uid, file) == PLAIN_FILE) {
                    return file;
                }
            }
        }
        return null;
    }

    /** Reads such a file, or returns null when we may not or it is none. */
    static @Nullable HsPerfData read(Path file) {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return HsPerfData.parse(in.readNBytes((int) LARGEST));
        } catch (IOException goneOrNotOurs) {
            return null;
        }
    }

    private static int typeIfOwnedBy(@Nullable Integer uid, Path path) {
        try {
            Map<String, Object> found = Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
            boolean owned = uid == null || uid.equals(found.get("uid"));
            return owned && found.get("mode") instanceof Integer mode ? mode & FILE_TYPE : 0;
        } catch (IOException gone) {
            return 0;
        }
    }
}
