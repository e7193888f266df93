// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class UsualImportsTest {
    private final UsualImports imports = new UsualImports();

    @Test
    void knowsAllTypesOfItsPackages() throws IOException, ClassNotFoundException {
        Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
        for (String packageName : imports.packages()) {
            try (Stream<Path> files = Files.list(base.resolve(packageName.replace('.', '/')))) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    String name = file.getFileName().toString().replace(".class", "");
                    if (Character.isUpperCase(name.charAt(0)) && !name.contains("$") && isPublic(packageName, name)) {
                        assertEquals(Set.of(packageName), imports.neededBy("x = " + name + ".y"));
                    }
                }
            }
        }
    }

    private static boolean isPublic(String packageName, String name) throws ClassNotFoundException {
        return Modifier.isPublic(
                Class.forName(packageName + "." + name, false, null).getModifiers());
    }

    @Test
    void needsNothingForQualifiedOrUnknownNames() {
        assertEquals(Set.of(), imports.neededBy("java.util.List.of(Order.Path, 1+1)"));
    }
}
