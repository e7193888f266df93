// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.io.IOException;

/**
 * The jar of the one class that stays in a target, while it is being loaded. It has the same path at each attach: the
 * target's system class loader appends every new path to its class path for ever, and would look there for classes again
 * after somebody else had made that directory his own.
 */
public final class AgentJar {
    private static final String NAME = "doorway.jar";

    private AgentJar() {}

    /**
     * Loads the jar as a Java agent and returns when its {@code agentmain} has; nothing is left on disk. Where several jspects
     * attach at the same time, one after the other does.
     *
     * @param jar its content, always the same
     * @param options for {@code agentmain}
     */
    public static void load(JvmProcess target, AttachChannel channel, Deadline deadline, byte[] jar, String options) {
        String directoryName = ".jspect-" + target.nsPid() + "-" + target.startTicks();
        try (AttachTurn turn = AttachTurn.await(target, deadline, directoryName)) {
            PrivateDirectory directory = turn.directory();
            directory.discard(NAME);
            String path = directory.place(NAME, jar);
            // Also when a signal ends us: a target that finds no jar any more says so at length on its stderr.
            directory.make(() -> channel.loadJavaAgent(deadline, path, options));
        } catch (IOException e) {
            throw PrivateDirectory.unusable(target, e);
        }
    }
}
