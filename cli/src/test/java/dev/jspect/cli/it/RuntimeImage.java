// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;

/** Makes a runtime image of some modules of a JDK. */
final class RuntimeImage {
    private RuntimeImage() {}

    /** Makes it in a directory that has none yet, by the JDK's own jlink. */
    static Jdks.Jdk make(Jdks.Jdk jdk, Path directory, String modules) {
        Path image = directory.resolve("image");
        String jlink = jdk.home().resolve("bin/jlink").toString();
        JspectProcess.Result made = JspectProcess.runCommand(
                List.of(jlink, "--add-modules", modules, "--strip-debug", "--output", image.toString()), "");
        assertEquals(0, made.exitCode(), made.out() + made.err());
        return new Jdks.Jdk(jdk.feature(), image);
    }
}
