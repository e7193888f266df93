// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.shell.JvmDescription;
import dev.jspect.shell.classpath.JarPlatform;
import dev.jspect.shell.classpath.ModulePlatform;
import dev.jspect.shell.classpath.Platform;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the compiler in this JVM compiles for a target's JDK: in its language version and class file version where this
 * compiler knows them.
 *
 * @param options javac's options
 * @param platform the target's platform classes
 * @param release the language version: 8, 11, 17, ...
 */
record CompilerSetup(List<String> options, Platform platform, int release) {
    /**
     * Chooses for a target.
     *
     * @param standardPlatform whether javac's own file manager is to find the target's platform classes
     */
    static CompilerSetup of(JvmDescription jvm, boolean standardPlatform) throws IOException {
        Path own = Path.of(System.getProperty("java.home"));
        int ownVersion = Runtime.version().feature();
        List<String> options = new ArrayList<>(List.of("-proc:none", "-Xlint:none", "-g"));
        if (isSameImage(own, jvm.javaHome())) {
            return new CompilerSetup(options, ModulePlatform.own(), ownVersion);
        }
        int release = Math.min(jvm.featureVersion(), ownVersion);
        String version = String.valueOf(release);
        options.addAll(List.of("-source", version, "-target", version));
        if (!standardPlatform) {
            return new CompilerSetup(options, platform(jvm), release);
        }
        if (jvm.featureVersion() == 8) {
            String jars = JarPlatform.jars(jvm.javaHome()).stream()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
            options.addAll(List.of("-bootclasspath", jars, "-extdirs", ""));
        } else {
            options.addAll(List.of("--system", jvm.javaHome().toString()));
        }
        return new CompilerSetup(options, platform(jvm), release);
    }

    private static Platform platform(JvmDescription jvm) throws IOException {
        return jvm.featureVersion() == 8 ? JarPlatform.open(jvm.javaHome()) : ModulePlatform.open(jvm.javaHome());
    }

    /** Two homes of the same build with the same modules; the {@code release} file says both. */
    private static boolean isSameImage(Path one, Path other) throws IOException {
        if (Files.isSameFile(one, other)) {
            return true;
        }
        try {
            return Files.mismatch(one.resolve("release"), other.resolve("release")) == -1;
        } catch (NoSuchFileException e) {
            // An image without that file is not known to be ours.
            return false;
        }
    }
}
