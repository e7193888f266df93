// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Jars of Java agents that are not ours. */
final class AgentJar {
    private AgentJar() {}

    /** Makes one of a class of the test targets, which may change classes. */
    static Path of(Path directory, Class<?> agent) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        Map.of(
                        "Premain-Class",
                        agent.getName(),
                        "Agent-Class",
                        agent.getName(),
                        "Can-Redefine-Classes",
                        "true",
                        "Can-Retransform-Classes",
                        "true")
                .forEach((name, value) -> manifest.getMainAttributes().put(new Attributes.Name(name), value));
        Path jar = directory.resolve(agent.getSimpleName() + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream to = new JarOutputStream(out, manifest)) {
            to.putNextEntry(new JarEntry(agent.getName().replace('.', '/') + ".class"));
            try (InputStream in = agent.getResourceAsStream(agent.getSimpleName() + ".class")) {
                to.write(Objects.requireNonNull(in).readAllBytes());
            }
        }
        return jar;
    }
}
