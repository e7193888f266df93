// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands by name: whole, abbreviated, or mistyped. */
final class CommandTable {
    private static final int MOST_TYPOS = 2;

    private final List<Command> commands;

    CommandTable(List<Command> commands) {
        this.commands = List.copyOf(commands);
    }

    List<Command> all() {
        return commands;
    }

    /** Returns those that a name may mean: the one it is, else all it begins. */
    List<Command> fitting(String name) {
        List<Command> fitting = new ArrayList<>();
        for (Command command : commands) {
            if (command.name().equals(name)) {
                return List.of(command);
            }
            if (command.name().startsWith(name)) {
                fitting.add(command);
            }
        }
        return fitting;
    }

    /** Returns the name that is nearest to what was typed, or null when none is near. */
    @Nullable
    String nearest(String typed) {
        String nearest = null;
        int best = MOST_TYPOS + 1;
        for (Command command : commands) {
            int distance = distance(typed, command.name());
            if (distance < best) {
                best = distance;
                nearest = command.name();
            }
        }
        return nearest;
    }

    /** Counts the letters to insert, delete, replace or swap with the next. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
