// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.loaders;

import dev.jspect.agent.modules.JavaRelease;
import dev.jspect.agent.modules.Modules;
import dev.jspect.agent.rewriting.Reading;
import dev.jspect.agent.rewriting.RunningClasses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;

/** Class files of loaded classes, also of those that no file holds. */
public final class ClassFiles {
    private static final int MAX_LENGTH = 8 << 20;

    private final Instrumentation instrumentation;
    private final RunningClasses classes;

    public ClassFiles(Instrumentation instrumentation, RunningClasses classes) {
        this.instrumentation = instrumentation;
        this.classes = classes;
    }

    /**
     * Finds a class file.
     *
     * @param name the class's binary name
     * @param loader the loader whose view counts
     * @return the class file, or null when the loader has neither a resource of it nor the class
     * @throws IOException when a resource is there but cannot be read
     */
    public byte[] find(String name, ClassLoader loader) throws IOException {
        byte[] resource = resource(name, loader);
        if (resource != null) {
            return resource;
        }
        Class<?> loaded = findLoaded(name, loader);
        return loaded == null || !instrumentation.isModifiableClass(loaded) ? null : capture(loaded);
    }

    /**
     * Returns the class file that a loader has a resource of, or null.
     *
     * @param loader null for the boot loader
     */
    public byte[] resource(String name, ClassLoader loader) throws IOException {
        String path = name.replace('.', '/') + ".class";
        try (InputStream in =
                loader == null ? ClassLoader.getSystemResourceAsStream(path) : loader.getResourceAsStream(path)) {
            return in == null ? null : readAll(in);
        }
    }

    /**
     * Returns the class file of a class of the boot loader as it runs, with what agents made of it.
     *
     * @return null when it cannot be had
     */
    public byte[] running(String name) throws ClassNotFoundException {
        return running(Class.forName(name, false, null));
    }

    /** Returns the class file of a loaded class as it runs, with what agents made of it; null when it cannot be had. */
    public byte[] running(Class<?> type) {
        return instrumentation.isModifiableClass(type) ? capture(type) : null;
    }

    private static byte[] readAll(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
            bytes.write(buffer, 0, n);
            if (bytes.size() > MAX_LENGTH) {
                throw new IOException("class file of more than " + MAX_LENGTH + " bytes");
            }
        }
        return bytes.toByteArray();
    }

    /** Looks among the loaded classes: {@code Class.forName} would run the application's loader. */
    private Class<?> findLoaded(String name, ClassLoader loader) {
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (type.getName().equals(name)) {
                for (ClassLoader l = loader; l != null; l = l.getParent()) {
                    if (type.getClassLoader() == l) {
                        return type;
                    }
                }
            }
        }
        return null;
    }

    private byte[] capture(Class<?> type) {
        if (JavaRelease.hasModules()) {
            Modules.prepareForTransformers(instrumentation, ClassFiles.class);
        }
        return Reading.of(type, instrumentation, classes);
    }
}
