// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.classpath;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classes of a jar inside a jar, as Spring Boot packs them. */
final class NestedJarContainer implements ClassContainer {
    private final ZipBytes jar;
    private final Map<String, List<String>> byPackage = new HashMap<>();

    NestedJarContainer(ZipBytes jar) {
        this.jar = jar;
        for (String name : jar.names()) {
            ClassNames.add(name, "", byPackage);
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
        ByteBuffer content = jar.content(resource);
        if (content == null) {
            return null;
        }
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }

    @Override
    public void close() {}
}
