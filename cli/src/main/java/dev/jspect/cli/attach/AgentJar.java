// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import dev.jspect.cli.failure.JspectException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;

/**
 * The jar of the one class that stays in a target, while it is being loaded. It has the same path at each attach: the
 * target's system class loader appends every new path to its class path for ever, and would look there for classes again
 * after somebody else had made that directory his own.
 */
public final class AgentJar {
    private static final String NAME = "doorway.jar";
    private static final int ATTEMPTS = 5;

    private AgentJar() {}

    /**
     * Loads the jar as a Java agent and returns when its {@code agentmain} has; nothing is left on disk.
     *
     * @param jar its content, always the same
     * @param options for {@code agentmain}
     */
    public static void load(JvmProcess target, AttachChannel channel, Deadline deadline, byte[] jar, String options) {
        String directoryName = ".jspect-" + target.nsPid() + "-" + target.startTicks();
        for (int attempt = 1; ; attempt++) {
            try (PrivateDirectory directory = PrivateDirectory.share(target, directoryName)) {
                String path = place(target, directory, jar);
                try {
                    // Also when a signal ends us: a target that finds no jar any more says so at length on its stderr.
                    directory.make(() -> channel.loadJavaAgent(deadline, path, options));
                    return;
                } catch (IOException e) {
                    throw PrivateDirectory.unusable(target, e);
                } catch (JspectException e) {
                    // Another jspect that attached at the same time may have removed the file that both use.
                    if (attempt == ATTEMPTS
                            || Files.exists(directory.seenFromHere().resolve(NAME))) {
                        throw e;
                    }
                }
            }
        }
    }

    private static String place(JvmProcess target, PrivateDirectory directory, byte[] jar) {
        try {
            directory.giveTo(target);
            return directory.place(NAME, jar);
        } catch (FileAlreadyExistsException e) {
            return directory.seenFromTarget(NAME);
        } catch (IOException e) {
            throw PrivateDirectory.unusable(target, e);
        }
    }
}
