// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lays out a Tomcat and two applications of the same classes, which only their own class loaders see, and starts it. */
final class WebServer {
    static final String MAIN = "dev.jspect.target.tomcat.Container";
    private static final String PACKAGES = "dev/jspect/target/";

    private WebServer() {}

    /** Starts it in an empty directory: {@code fruit}, an application in a directory, and {@code bakery.war}, a packed one. */
    static TargetJvm start(Jdks.Jdk jdk, Path directory) throws IOException {
        Path classes = TargetJars.tomcatClasses();
        Path server = directory.resolve("server");
        copy(classes, "tomcat", server);
        Path application = directory.resolve("fruit");
        copy(classes, "webapp", application.resolve("WEB-INF/classes"));
        Path library =
                Files.createDirectories(application.resolve("WEB-INF/lib")).resolve("weblib.jar");
        try (FileSystem jar = FileSystems.newFileSystem(library, Map.of("create", "true"))) {
            copy(classes, "weblib", jar.getPath("/"));
        }
        Path packed = directory.resolve("bakery.war");
        try (FileSystem war = FileSystems.newFileSystem(packed, Map.of("create", "true"))) {
            copy(application, "", war.getPath("/"));
        }
        return TargetJvm.on(jdk)
                .classPath(server, TargetJars.tomcatServer().resolve("*"))
                .start(MAIN, directory.resolve("base").toString(), application.toString(), packed.toString());
    }

    /** Copies a package of the targets', or everything when it has no name. */
    private static void copy(Path from, String packageName, Path to) throws IOException {
        Path start = packageName.isEmpty() ? from : from.resolve(PACKAGES + packageName);
        List<Path> files;
        try (Stream<Path> all = Files.walk(start)) {
            files = all.filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : files) {
            Path copy = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }
}
