// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.loaders;

import dev.jspect.agent.modules.JavaRelease;
import dev.jspect.agent.modules.Modules;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

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
                if (JavaRelease.hasModules()) {
                    urls.addAll(Modules.locations(loader));
                }
            }
        } catch (RuntimeException | LinkageError e) {
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
}
