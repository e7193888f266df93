// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.classpath;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The classes that a class path offers, in its order: the first container that has a class wins. Thread-safe. */
public final class ClassPathIndex implements Closeable {
    private final List<ClassContainer> containers = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final Map<Path, ZipBytes> outerJars = new HashMap<>();
    private final int targetVersion;

    private ClassPathIndex(int targetVersion) {
        this.targetVersion = targetVersion;
    }

    /**
     * Opens what class loaders load from. What is not there or damaged is left out, as class loaders do.
     *
     * @param urls the loaders' URLs, parents first
     * @param toolPath where the tool finds a path of the target
     * @param targetVersion 8, 11, 17, ...
     */
    public static ClassPathIndex open(List<String> urls, Function<String, Path> toolPath, int targetVersion) {
        ClassPathIndex index = new ClassPathIndex(targetVersion);
        for (String url : new LinkedHashSet<>(urls)) {
            ClassPathEntry entry = ClassPathEntry.parse(url);
            if (entry != null) {
                index.add(toolPath.apply(entry.file()), entry.nested());
            }
        }
        return index;
    }

    private void add(Path file, @Nullable String nested) {
        try {
            if (Files.isDirectory(file)) {
                containers.add(new DirectoryContainer(file));
            } else if (nested == null || nested.endsWith("/")) {
                containers.add(new JarContainer(file.toFile(), nested == null ? "" : nested, targetVersion));
            } else {
                addNested(file, nested);
                return;
            }
            files.add(file);
        } catch (IOException e) {
            // Class paths name files that do not exist, and class loaders pass over them.
            return;
        }
    }

    private void addNested(Path file, String nested) throws IOException {
        ZipBytes outer = outerJars.get(file);
        if (outer == null) {
            try (FileChannel channel = FileChannel.open(file)) {
                MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
                outer = new ZipBytes(bytes);
            }
            outerJars.put(file, outer);
        }
        ByteBuffer content = outer.content(nested);
        if (content != null) {
            containers.add(new NestedJarContainer(new ZipBytes(content)));
        }
    }

    /** Returns the jars and directories that could be opened, not those inside a jar. */
    public List<Path> files() {
        return List.copyOf(files);
    }

    /**
     * Names all packages in which there are classes.
     *
     * @throws IOException when a directory cannot be read
     */
    public Set<String> packages() throws IOException {
        Set<String> all = new LinkedHashSet<>();
        for (ClassContainer container : containers) {
            all.addAll(container.packages());
        }
        return all;
    }

    /**
     * Names the classes of a package, binary names.
     *
     * @throws IOException when a directory cannot be read
     */
    public Collection<String> classesIn(String packageName) throws IOException {
        Set<String> all = new LinkedHashSet<>();
        for (ClassContainer container : containers) {
            all.addAll(container.classesIn(packageName));
        }
        return all;
    }

    /**
     * Reads a class file.
     *
     * @param name a binary name
     * @return null when no container has it
     */
    public byte @Nullable [] classFile(String name) throws IOException {
        String resource = ClassNames.resourceOf(name);
        for (ClassContainer container : containers) {
            byte[] bytes = container.read(resource);
            if (bytes != null) {
                return bytes;
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        for (ClassContainer container : containers) {
            container.close();
        }
    }
}
