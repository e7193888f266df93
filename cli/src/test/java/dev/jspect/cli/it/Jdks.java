// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import dev.jspect.cli.attach.JdkRelease;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JDKs of this machine that targets can run on, by feature release. */
public final class Jdks {
    private static final List<Integer> WANTED = List.of(8, 11, 17, 21, 25);

    private Jdks() {}

    /** A JDK to run a target on; its text names a parameterised test. */
    public record Jdk(int feature, Path home) {
        public Path java() {
            return home.resolve("bin/java");
        }

        @Override
        public String toString() {
            return "JDK " + feature;
        }
    }

    /** Returns one JDK of each wanted release; fails where all are required and one is missing. */
    public static Stream<Jdk> wanted() {
        Map<Integer, Jdk> found = find();
        List<Jdk> jdks = new ArrayList<>();
        for (int feature : WANTED) {
            Jdk jdk = found.get(feature);
            if (jdk != null) {
                jdks.add(jdk);
            } else if ("true".equals(System.getenv("CI")) || Boolean.getBoolean("jspect.requireAllJdks")) {
                throw new AssertionError("no JDK " + feature + " among " + found.values());
            } else {
                System.err.println(
                        "No JDK " + feature + " here: nothing is tried on it (JSPECT_JDKS names more places)");
            }
        }
        return jdks.stream();
    }

    /** Returns the JDK that runs the tests. */
    public static Jdk current() {
        return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
    }

    /** Returns the newest of them. */
    public static Jdk newest() {
        return find().values().stream()
                .max(Comparator.comparingInt(Jdk::feature))
                .orElseThrow();
    }

    /** Returns the JDK that runs the tests and the newest, for targets of which each further JDK costs more than it tells. */
    public static Stream<Jdk> currentAndNewest() {
        return Stream.of(current(), newest()).distinct();
    }

    /** Returns the first and the last of {@link #wanted}, for what does not depend on those between. */
    public static Stream<Jdk> oldestAndNewest() {
        List<Jdk> all = wanted().toList();
        return Stream.of(all.get(0), all.get(all.size() - 1)).distinct();
    }

    private static Map<Integer, Jdk> find() {
        Map<Integer, Jdk> found = new TreeMap<>();
        found.put(current().feature(), current());
        add(found, System.getenv("JAVA_HOME"));
        String more = System.getenv("JSPECT_JDKS");
        addChildren(found, Path.of(more == null ? System.getProperty("user.home") + "/.cache/jspect-jdks" : more));
        addChildren(found, Path.of("/usr/lib/jvm"));
        return found;
    }

    private static void addChildren(Map<Integer, Jdk> found, Path directory) {
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
                for (Path child : children) {
                    add(found, child.toString());
                }
            } catch (IOException e) {
                throw new AssertionError("cannot look for JDKs in " + directory, e);
            }
        }
    }

    private static void add(Map<Integer, Jdk> found, @Nullable String home) {
        if (home == null || !Files.isExecutable(Path.of(home, "bin/javac"))) {
            return;
        }
        int feature = feature(Path.of(home));
        if (feature > 0) {
            found.putIfAbsent(feature, new Jdk(feature, Path.of(home)));
        }
    }

    private static int feature(Path home) {
        JdkRelease release = JdkRelease.of(home);
        String version = release == null ? null : release.value("JAVA_VERSION");
        if (version == null) {
            // Some JDK 8 have no release file.
            return Files.exists(home.resolve("jre/lib/rt.jar")) ? 8 : 0;
        }
        String[] parts = version.split("\\.", -1);
        return Integer.parseInt(parts[0].equals("1") ? parts[1] : parts[0]);
    }
}
