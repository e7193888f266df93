// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.doctor;

import java.util.List;

/** A way in that commands need; those that need the same succeed or fail alike. */
public enum Ability {
    /** Nothing but the list of processes. */
    LIST("list", "ps, doctor"),
    /** The JVM's own attach interface; nothing of ours is loaded. */
    ATTACH("attach", "frames"),
    /** A Java agent in the target, and the connection back. */
    AGENT("agent", "eval, shell, frames -l, exceptions, watch, patch, context, instances, loaders, detach");

    private final String word;
    private final String commands;

    Ability(String word, String commands) {
        this.word = word;
        this.commands = commands;
    }

    public String word() {
        return word;
    }

    /** Returns the commands that need it. */
    public List<String> commands() {
        return List.of(commands.split(", ", -1));
    }
}
