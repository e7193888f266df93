// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

/**
 * The JVM's own attach interface of one target: what {@code jcmd} and {@code jstack} use. Nothing of ours is loaded into
 * the target unless {@code loadJavaAgent} is called. Each call is one short conversation, so a
 * channel needs no closing. All methods throw {@code JspectException}: when the target refuses (exit 4), dies (3) or does not
 * answer by the deadline (5).
 */
public interface AttachChannel {

    /**
     * Makes sure that the target listens and returns the way to it. Checks first, and only then signals the target, and
     * only when it does not listen yet.
     */
    static AttachChannel open(JvmProcess target, Deadline deadline) {
        return AttachChannels.open(target, deadline);
    }

    /** Returns whom this channel leads to. */
    JvmProcess target();

    /** Sends one operation with up to three arguments and returns the text of its answer, the status line left out. */
    String execute(Deadline deadline, String operation, String... arguments);

    /** Returns HotSpot's thread dump; options as jstack's: {@code -l} for locks, {@code -e} for more (11+), or both. */
    default String threadDump(Deadline deadline, String options) {
        return execute(deadline.phase("waiting for its thread dump"), "threaddump", options);
    }

    /** Runs a diagnostic command such as {@code VM.version} and returns what it prints. */
    default String jcmd(Deadline deadline, String command) {
        return execute(deadline.phase("waiting for its answer to " + command), "jcmd", command);
    }

    /** Returns the target's system properties, in the format of {@code java.util.Properties}. */
    default String systemProperties(Deadline deadline) {
        return execute(deadline.phase("waiting for its system properties"), "properties");
    }

    /**
     * Loads a Java agent and returns when its {@code agentmain} has.
     *
     * @param jar the agent's jar as the target sees it
     */
    default void loadJavaAgent(Deadline deadline, String jar, String options) {
        AgentLoading.check(
                target(),
                execute(deadline.phase("loading the agent"), "load", "instrument", "false", jar + "=" + options));
    }
}
