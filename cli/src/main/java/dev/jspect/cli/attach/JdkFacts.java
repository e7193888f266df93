// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What JDK a process runs, each part null when it is not known. */
record JdkFacts(
        @Nullable String version,
        @Nullable String home,
        @Nullable String vendor,
        @Nullable String vmName) {

    /** Returns what the JVM tells of itself. */
    static JdkFacts told(HsPerfData counters) {
        return new JdkFacts(
                counters.text("java.property.java.version"),
                counters.text("java.property.java.home"),
                counters.text("java.property.java.vm.vendor"),
                counters.text("java.property.java.vm.name"));
    }

    /** Returns what its library's place and the JDK's release file tell. */
    static JdkFacts found(Path root, @Nullable String library) {
        int lib = library == null ? -1 : library.lastIndexOf("/lib/");
        if (library == null || lib <= 0) {
            return new JdkFacts(null, null, null, null);
        }
        String home = library.substring(0, lib);
        JdkRelease release = JdkRelease.of(root.resolve(home.substring(1)));
        return new JdkFacts(
                release == null ? null : release.value("JAVA_VERSION"),
                home,
                release == null ? null : release.value("IMPLEMENTOR"),
                library.contains("/libj9vm") ? "OpenJ9" : null);
    }
}
