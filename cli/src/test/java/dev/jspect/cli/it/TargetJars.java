// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the modules of targets have built; beside this module, as {@code jspect.jar} is in it. */
final class TargetJars {
    private TargetJars() {}

    /** Returns the plain targets as a directory; on the class path of the tests they are a jar. */
    static Path plainClasses() {
        return built("../test-targets/plain/target/classes");
    }

    /** Returns an executable jar with jars inside. */
    static Path springBoot() {
        return built("../test-targets/spring-boot/target/spring-boot-target.jar");
    }

    /** Returns the classes of a servlet container's start, of a web application and of its library, a package each. */
    static Path tomcatClasses() {
        return built("../test-targets/tomcat/target/classes");
    }

    /** Returns the directory of the servlet container's jars. */
    static Path tomcatServer() {
        return built("../test-targets/tomcat/target/server");
    }

    /** Returns the classes of a program with Netty's threads. */
    static Path nettyClasses() {
        return built("../test-targets/netty/target/classes");
    }

    /** Returns the directory of Netty's jar. */
    static Path netty() {
        return built("../test-targets/netty/target/lib");
    }

    private static Path built(String path) {
        Path file = Path.of(path).toAbsolutePath().normalize();
        if (!Files.exists(file)) {
            throw new AssertionError("no " + file + ": build it with ./mvnw package, without -DskipTests");
        }
        return file;
    }
}
