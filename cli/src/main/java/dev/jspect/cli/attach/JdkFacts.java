// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
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
                release == null ? versionOfRuntimeJar(root.resolve(home.substring(1))) : release.value("JAVA_VERSION"),
                home,
                release == null ? null : release.value("IMPLEMENTOR"),
                library.contains("/libj9vm") ? "OpenJ9" : null);
    }

    /** Distributions leave the release file out of their JDK 8; its jar of classes tells its version too. */
    private static @Nullable String versionOfRuntimeJar(Path home) {
        File jar = home.resolve("lib/rt.jar").toFile();
        if (!jar.isFile()) {
            return null;
        }
        try (JarFile classes = new JarFile(jar)) {
            Manifest manifest = classes.getManifest();
            return manifest == null
                    ? null
                    : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
        } catch (IOException goneOrNotOurs) {
            return null;
        }
    }
}
