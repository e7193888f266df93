// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What jspect has in a target, as the operating system sees it: threads, files, open files, mapped libraries. */
public final class LeftOvers {
    private static final String DIRECTORY = "/tmp/.jspect-";
    /** What {@link PrivateDirectory} names its directories. */
    private static final Pattern MEETING_PLACE = Pattern.compile("/tmp/jspect-[0-9a-f]{16}/.*");

    private static final String DELETED = " (deleted)";
    private static final String LIBRARY = "libjspect.so";

    private LeftOvers() {}

    /** Says in words what there is; empty when there is nothing, and where there is no {@code /proc}. */
    public static List<String> in(JvmProcess process) {
        List<String> found = new ArrayList<>();
        for (String thread : TargetThreads.allOf(process).ours()) {
            found.add("thread " + thread);
        }
        addFiles(process, found);
        addOpenFiles(process, found);
        addLibraries(process, found);
        return found;
    }

    /** Waits until there is nothing, at most so long, and says what there is then. */
    public static List<String> awaitNone(JvmProcess process, long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        List<String> found = in(process);
        while (!found.isEmpty() && System.nanoTime() < end) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return found;
            }
            found = in(process);
        }
        return found;
    }

    private static void addFiles(JvmProcess process, List<String> found) {
        String[] names = process.seenFromHere("/tmp").toFile().list();
        String ours = DIRECTORY.substring("/tmp/".length()) + process.nsPid() + "-";
        for (String name : names == null ? new String[0] : names) {
            if (name.startsWith(ours)) {
                found.add("directory /tmp/" + name);
            }
        }
    }

    private static void addOpenFiles(JvmProcess process, List<String> found) {
        File directory = new File("/proc/" + process.pid() + "/fd");
        String[] descriptors = directory.list();
        for (String descriptor : descriptors == null ? new String[0] : descriptors) {
            String open = link(directory.toPath().resolve(descriptor));
            // The doorway's own jar, deleted and taken off the class path, is closed by the garbage collector.
            boolean closing = open.startsWith(DIRECTORY) && open.endsWith(DELETED);
            if (!closing
                    && (open.startsWith(DIRECTORY)
                            || MEETING_PLACE.matcher(open).matches())) {
                found.add("open file " + open);
            }
        }
    }

    private static String link(Path path) {
        try {
            return Files.readSymbolicLink(path).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static void addLibraries(JvmProcess process, List<String> found) {
        Path maps = Path.of("/proc", String.valueOf(process.pid()), "maps");
        try (BufferedReader lines = Files.newBufferedReader(maps, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // Deleted as soon as it was loaded; the JVM unloads it when it collects the session's class loader.
                if (line.contains(LIBRARY) && !line.endsWith(DELETED)) {
                    found.add("library " + line.substring(line.indexOf('/')));
                    return;
                }
            }
        } catch (IOException notReadable) {
            found.add("libraries: not known, " + notReadable.getMessage());
        }
    }
}
