// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.classpath;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A JDK of version 9 or later: its run-time image (JEP 220). */
public final class ModulePlatform implements Platform {
    private static final int MAJOR_VERSION_AT = 6;
    private static final byte JAVA_9 = 53;
    private static final String MODULE_INFO = "module-info.class";

    private final FileSystem image;
    private final boolean shared;
    private final Map<String, Optional<Path>> moduleOfPackage = new ConcurrentHashMap<>();
    private final Map<String, ModuleDescriptor> descriptors = new ConcurrentHashMap<>();

    private ModulePlatform(FileSystem image, boolean shared) {
        this.image = image;
        this.shared = shared;
    }

    /** Returns the JDK that runs this. */
    public static ModulePlatform own() {
        return new ModulePlatform(FileSystems.getFileSystem(URI.create("jrt:/")), true);
    }

    /**
     * Opens another JDK.
     *
     * @param javaHome as the tool can read it
     */
    public static ModulePlatform open(Path javaHome) throws IOException {
        return new ModulePlatform(
                FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", javaHome.toString())), false);
    }

    @Override
    public byte @Nullable [] classFile(String name) throws IOException {
        Path module = directoryOf(ClassNames.packageOf(name));
        if (module == null) {
            return null;
        }
        try {
            return Files.readAllBytes(module.resolve(ClassNames.resourceOf(name)));
        } catch (NoSuchFileException e) {
            // The package is there, the class is not.
            return null;
        }
    }

    @Override
    public Collection<String> classesIn(String packageName) throws IOException {
        Path module = directoryOf(packageName);
        return module == null ? List.of() : new DirectoryContainer(module).classesIn(packageName);
    }

    @Override
    public @Nullable String moduleOf(String packageName) throws IOException {
        Path module = directoryOf(packageName);
        return module == null ? null : module.getFileName().toString();
    }

    @Override
    public byte[] moduleInfo(String module) throws IOException {
        return Files.readAllBytes(image.getPath("/modules", module, MODULE_INFO));
    }

    @Override
    public List<Path> jars() {
        return List.of();
    }

    @Override
    public boolean exports(String packageName) throws IOException {
        String module = moduleOf(packageName);
        ModuleDescriptor descriptor = module == null ? null : descriptor(module);
        if (descriptor == null) {
            return true;
        }
        for (ModuleDescriptor.Exports exports : descriptor.exports()) {
            if (exports.source().equals(packageName)) {
                return !exports.isQualified();
            }
        }
        return false;
    }

    @Override
    public @Nullable ModuleDescriptor descriptor(String module) throws IOException {
        ModuleDescriptor known = descriptors.get(module);
        if (known == null) {
            try {
                known = descriptor(moduleInfo(module));
            } catch (NoSuchFileException e) {
                // Not in this image.
                return null;
            }
            descriptors.put(module, known);
        }
        return known;
    }

    /** Reads it as of Java 9: this JVM refuses class files that are newer than itself, but these have not changed. */
    private static ModuleDescriptor descriptor(byte[] moduleInfo) {
        moduleInfo[MAJOR_VERSION_AT] = 0;
        moduleInfo[MAJOR_VERSION_AT + 1] = JAVA_9;
        return ModuleDescriptor.read(ByteBuffer.wrap(moduleInfo));
    }

    private @Nullable Path directoryOf(String packageName) throws IOException {
        Optional<Path> known = moduleOfPackage.get(packageName);
        if (known == null) {
            known = findModuleOf(packageName);
            moduleOfPackage.put(packageName, known);
        }
        return known.orElse(null);
    }

    private Optional<Path> findModuleOf(String packageName) throws IOException {
        Path links = image.getPath("/packages", packageName);
        if (packageName.isEmpty() || !Files.isDirectory(links)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(links)) {
            for (Path link : modules) {
                Path module = image.getPath("/modules", link.getFileName().toString());
                // A package without classes of its own stands there too, for the packages below it.
                if (Files.isDirectory(module.resolve(packageName.replace('.', '/')))) {
                    return Optional.of(module);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        if (!shared) {
            image.close();
        }
    }
}
