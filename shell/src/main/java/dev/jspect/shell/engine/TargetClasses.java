// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.protocol.LoaderFacts;
import dev.jspect.shell.Target;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.classpath.ClassPathIndex;
import dev.jspect.shell.classpath.Platform;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The classes that a loader of the target sees: those of its class path, read by the tool itself, and those that no file
 * holds, asked of the target. Thread-safe.
 */
final class TargetClasses implements OriginalClasses {
    private final Supplier<Target> target;
    private final Platform platform;
    private final Map<String, byte[]> fetched = new HashMap<>();
    private final Map<String, Set<String>> listed = new HashMap<>();
    private @Nullable ClassPathIndex index;
    private @Nullable Map<String, Set<String>> loaded;

    /**
     * @param target waits for the target when asked; not asked before it is needed
     */
    TargetClasses(Supplier<Target> target, Platform platform) {
        this.target = target;
        this.platform = platform;
    }

    /** Forgets everything: another loader is in use. */
    synchronized void refresh() {
        index = null;
        loaded = null;
        listed.clear();
        fetched.clear();
    }

    /** Names the application's classes in a package. */
    synchronized Collection<String> classesIn(String packageName) throws IOException {
        if (packageName.startsWith("java.") || packageName.equals("java")) {
            // No loader but the boot loader may define such a class (ClassLoader.preDefineClass).
            return List.of();
        }
        Set<String> names = listed.get(packageName);
        if (names == null) {
            names = new LinkedHashSet<>(index().classesIn(packageName));
            names.addAll(loaded().getOrDefault(packageName, Set.of()));
            listed.put(packageName, names);
        }
        return names;
    }

    /** Returns the platform that the target runs on. */
    Platform platform() {
        return platform;
    }

    /**
     * Reads the class file of a class that was named before.
     *
     * @throws FileNotFoundException when the target gives none
     */
    byte[] existing(String name) throws IOException {
        byte[] bytes = find(name);
        if (bytes == null) {
            throw new FileNotFoundException("the target gives no class file of " + name);
        }
        return bytes;
    }

    /** Lists the files of the class path, as the tool can read them. */
    List<Path> files() {
        try {
            return index().files();
        } catch (TargetException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte @Nullable [] classFile(String internalName) {
        try {
            return find(internalName.replace('/', '.'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte @Nullable [] find(String name) throws IOException {
        byte[] bytes = platform.classFile(name);
        return bytes != null ? bytes : findApplicationClass(name);
    }

    @Override
    public boolean exported(String internalName) {
        int slash = internalName.lastIndexOf('/');
        try {
            return slash < 0
                    || platform.exports(internalName.substring(0, slash).replace('/', '.'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized byte @Nullable [] findApplicationClass(String name) throws IOException {
        byte[] known = fetched.get(name);
        if (known != null) {
            return known;
        }
        byte[] bytes = index().classFile(name);
        if (bytes == null && isLoaded(name)) {
            bytes = target.get().classFile(name);
        }
        if (bytes != null) {
            fetched.put(name, bytes);
        }
        return bytes;
    }

    private boolean isLoaded(String name) throws TargetException {
        int dot = name.lastIndexOf('.');
        return loaded().getOrDefault(dot < 0 ? "" : name.substring(0, dot), Set.of())
                .contains(name);
    }

    private synchronized ClassPathIndex index() throws TargetException {
        if (index == null) {
            Target live = target.get();
            index = ClassPathIndex.open(
                    urls(live), live.jvm()::toolPath, live.jvm().featureVersion());
        }
        return index;
    }

    /** The URLs of the loader in use and its parents, parents first. */
    private static List<String> urls(Target target) throws TargetException {
        Map<Integer, LoaderFacts> loaders = new HashMap<>();
        for (LoaderFacts loader : target.loaders()) {
            loaders.put(loader.id, loader);
        }
        List<String> urls = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        LoaderFacts loader = target.loaderInUse();
        while (loader != null && seen.add(loader.id)) {
            urls.addAll(0, loader.urls);
            loader = loaders.get(loader.parentId);
        }
        return urls;
    }

    private synchronized Map<String, Set<String>> loaded() throws TargetException {
        if (loaded == null) {
            loaded = new HashMap<>();
            for (String name : target.get().loadedClasses()) {
                int dot = name.lastIndexOf('.');
                loaded.computeIfAbsent(dot < 0 ? "" : name.substring(0, dot), key -> new HashSet<>())
                        .add(name);
            }
        }
        return loaded;
    }
}
