// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.classpath;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JDK 8: jars, and no modules. */
public final class JarPlatform implements Platform {
    private final ClassPathIndex index;

    private JarPlatform(ClassPathIndex index) {
        this.index = index;
    }

    /**
     * Opens a JDK 8, or its JRE.
     *
     * @param javaHome as the tool can read it
     */
    public static JarPlatform open(Path javaHome) throws IOException {
        List<String> urls = new ArrayList<>();
        for (Path jar : jars(javaHome)) {
            urls.add(jar.toUri().toString());
        }
        return new JarPlatform(ClassPathIndex.open(urls, Path::of, 8));
    }

    /** Lists the jars of the boot and the extension class path. */
    public static List<Path> jars(Path javaHome) throws IOException {
        Path lib = Files.isDirectory(javaHome.resolve("jre")) ? javaHome.resolve("jre/lib") : javaHome.resolve("lib");
        List<Path> jars = new ArrayList<>();
        for (String name : List.of("rt.jar", "resources.jar", "jsse.jar", "jce.jar", "charsets.jar")) {
            if (Files.isReadable(lib.resolve(name))) {
                jars.add(lib.resolve(name));
            }
        }
        if (Files.isDirectory(lib.resolve("ext"))) {
            try (DirectoryStream<Path> extensions = Files.newDirectoryStream(lib.resolve("ext"), "*.jar")) {
                extensions.forEach(jars::add);
            }
        }
        return jars;
    }

    @Override
    public byte @Nullable [] classFile(String name) throws IOException {
        return index.classFile(name);
    }

    @Override
    public Collection<String> classesIn(String packageName) throws IOException {
        return index.classesIn(packageName);
    }

    @Override
    public @Nullable String moduleOf(String packageName) {
        return null;
    }

    @Override
    public byte[] moduleInfo(String module) throws IOException {
        throw new FileNotFoundException("JDK 8 has no modules, and so none that is named " + module);
    }

    @Override
    public @Nullable ModuleDescriptor descriptor(String module) {
        return null;
    }

    @Override
    public List<Path> jars() {
        return index.files();
    }

    @Override
    public boolean exports(String packageName) {
        return true;
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
