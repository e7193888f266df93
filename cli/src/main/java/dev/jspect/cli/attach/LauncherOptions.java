// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a command line the way the {@code java} launcher does, for JVMs that tell nothing of themselves. */
final class LauncherOptions {
    private static final Set<String> WITH_VALUE = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--add-modules",
            "--limit-modules",
            "--enable-native-access",
            "--add-exports",
            "--add-opens",
            "--add-reads",
            "--patch-module",
            "--source");
    private static final Set<String> BEFORE_MAIN = Set.of("-jar", "-m", "--module");

    private LauncherOptions() {}

    /** Returns where the main class, jar or module stands, or -1 when this is no launcher's command line. */
    static int mainIndex(String[] commandLine) {
        if (!isLauncher(commandLine)) {
            return -1;
        }
        for (int i = 1; i < commandLine.length; i++) {
            if (BEFORE_MAIN.contains(commandLine[i])) {
                return i + 1 < commandLine.length ? i + 1 : -1;
            }
            if (WITH_VALUE.contains(commandLine[i])) {
                i++;
            } else if (!commandLine[i].startsWith("-") && !commandLine[i].startsWith("@")) {
                return i;
            }
        }
        return -1;
    }

    /** Returns what stands before the main class, the launcher's own options left out. */
    static List<String> jvmArguments(String[] commandLine, int main) {
        List<String> arguments = new ArrayList<>();
        for (int i = 1; i < main; i++) {
            if (commandLine[i].equals("-cp") || commandLine[i].equals("-classpath")) {
                i++;
            } else if (!BEFORE_MAIN.contains(commandLine[i])) {
                arguments.add(commandLine[i]);
            }
        }
        return List.copyOf(arguments);
    }

    /** Returns whether the program is called {@code java}; all we may know of another user's process. */
    static boolean isLauncher(String[] commandLine) {
        return commandLine.length > 0 && (commandLine[0].equals("java") || commandLine[0].endsWith("/java"));
    }
}
