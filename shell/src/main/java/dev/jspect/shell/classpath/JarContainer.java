// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.classpath;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The classes of a jar, or of a folder in a jar; a multi-release jar (JEP 238) as the target's version sees it. */
final class JarContainer implements ClassContainer {
    private final JarFile jar;
    private final String prefix;
    private final Map<String, List<String>> byPackage = new HashMap<>();

    /**
     * @param prefix a folder with a slash at its end, or empty
     * @param targetVersion 8, 11, 17, ...
     */
    JarContainer(File file, String prefix, int targetVersion) throws IOException {
        this.jar = new JarFile(file, false, ZipFile.OPEN_READ, Runtime.Version.parse(String.valueOf(targetVersion)));
        this.prefix = prefix;
        Enumeration<JarEntry> entries = jar.entries();
        while (entries.hasMoreElements()) {
            ClassNames.add(entries.nextElement().getName(), prefix, byPackage);
        }
    }

    @Override
    public Collection<String> packages() {
        return byPackage.keySet();
    }

    @Override
    public Collection<String> classesIn(String packageName) {
        return byPackage.getOrDefault(packageName, List.of());
    }

    @Override
    public byte @Nullable [] read(String resource) throws IOException {
        JarEntry entry = jar.getJarEntry(prefix + resource);
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }
}
