// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.loaders;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a loader's classes come from, as far as it can be known without reaching into it. */
final class ClassPath {
    private ClassPath() {}

    /** Returns URLs in the loader's own order; empty where the loader does not say. */
    static List<String> of(ClassLoader loader) {
        List<String> urls = new ArrayList<String>();
        try {
            if (loader instanceof URLClassLoader) {
                URL[] all = ((URLClassLoader) loader).getURLs();
                for (URL url : all == null ? new URL[0] : all) {
                    urls.add(url.toString());
                }
            } else if (loader == ClassLoader.getSystemClassLoader()) {
                addSystemClassPath(urls);
                addModulePath(loader, urls);
            }
        } catch (RuntimeException | LinkageError | ReflectiveOperationException e) {
            // An application's loader may throw what it likes; its loaded classes are still known one by one.
            return new ArrayList<String>();
        }
        return urls;
    }

    private static void addSystemClassPath(List<String> urls) {
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            // An empty entry is the working directory, as for the launcher.
            urls.add(new File(entry.isEmpty() ? "." : entry).toURI().toString());
        }
    }

    /** The boot layer's modules that the system loader has defined, by reflection: this is Java 8 code. */
    private static void addModulePath(ClassLoader system, List<String> urls) throws ReflectiveOperationException {
        Class<?> layerType = Class.forName("java.lang.ModuleLayer");
        Object layer = layerType.getMethod("boot").invoke(null);
        Object configuration = layerType.getMethod("configuration").invoke(layer);
        Class<?> resolvedType = Class.forName("java.lang.module.ResolvedModule");
        Method reference = resolvedType.getMethod("reference");
        Method name = resolvedType.getMethod("name");
        Method findLoader = layerType.getMethod("findLoader", String.class);
        Method location = Class.forName("java.lang.module.ModuleReference").getMethod("location");
        Set<?> modules = (Set<?>) Class.forName("java.lang.module.Configuration")
                .getMethod("modules")
                .invoke(configuration);
        for (Object module : modules) {
            if (findLoader.invoke(layer, name.invoke(module)) == system) {
                URI uri = (URI) ((Optional<?>) location.invoke(reference.invoke(module))).orElse(null);
                if (uri != null && !"jrt".equals(uri.getScheme())) {
                    urls.add(uri.toString());
                }
            }
        }
    }
}
