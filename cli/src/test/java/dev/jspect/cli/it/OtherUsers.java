// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Two users that are not root, and a directory from which they can run targets and jspect. Only root can be them. */
final class OtherUsers {
    static final List<String> AS_NOBODY = as(65534);
    static final List<String> AS_ANOTHER = as(65533);

    private final Path shared;

    private OtherUsers(Path shared) {
        this.shared = shared;
    }

    /**
     * Takes a directory of the test's into use.
     *
     * @param shared not in /tmp, which a namespace of its own hides
     */
    static OtherUsers in(Path shared) throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can start JVMs of other users");
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new OtherUsers(shared);
    }

    private static List<String> as(int uid) {
        // Where root and his tests keep their things, others have no place to write to.
        return List.of(
                "setpriv",
                "--reuid=" + uid,
                "--regid=" + uid,
                "--clear-groups",
                "env",
                "-u",
                "HOME",
                "-u",
                "XDG_STATE_HOME");
    }

    /** Returns the launch of a plain target whose classes anybody can read, from any namespace. */
    TargetJvm.Launch target(Jdks.Jdk jdk, List<String> prefix) throws IOException {
        return TargetJvm.on(jdk)
                .classPath(copy(TargetJvm.plainTargets(), "classes"))
                .in(shared)
                .under(prefix.toArray(String[]::new));
    }

    /** Runs jspect as one of them. */
    JspectProcess.Result jspect(List<String> prefix, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Jdks.current().java().toString());
        command.addAll(List.of("-jar", copy(JspectProcess.jar(), "jspect.jar").toString()));
        command.addAll(List.of(arguments));
        return JspectProcess.runCommand(command, "");
    }

    /** Copies a file, or a directory with all that is in it, to where all can read it. */
    Path copy(Path from, String name) throws IOException {
        Path to = shared.resolve(name);
        try (var files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (!Files.isDirectory(copy)) {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return to;
    }
}
