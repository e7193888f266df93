// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a JVM was started with, put together from the kernel's exact command line and from what the JVM tells, which is
 * one text with the borders of its arguments lost, and cut after 1,023 characters.
 *
 * @param mainClass the main class, or null when a jar was started or nothing is known
 * @param jar the jar, or null
 * @param arguments what the main class was given
 * @param jvmArguments what the JVM was given
 */
record CommandText(
        @Nullable String mainClass, @Nullable String jar, List<String> arguments, List<String> jvmArguments) {

    /** HotSpot cuts its texts to 1,024 bytes with the closing zero. */
    private static final int CUT = 1000;

    private static final String JAR = ".jar";

    /** Reads both; {@code javaCommand} and {@code vmArguments} are null when the JVM tells nothing. */
    static CommandText of(String[] commandLine, @Nullable String javaCommand, @Nullable String vmArguments) {
        int main = javaCommand == null || javaCommand.isEmpty()
                ? LauncherOptions.mainIndex(commandLine)
                : alignedMain(commandLine, javaCommand);
        List<String> told =
                vmArguments == null ? LauncherOptions.jvmArguments(commandLine, main) : split(vmArguments, commandLine);
        if (main > 0 && main < commandLine.length) {
            return of(commandLine[main], List.of(commandLine).subList(main + 1, commandLine.length), told);
        }
        if (javaCommand == null || javaCommand.isEmpty()) {
            return new CommandText(null, null, List.of(), told);
        }
        List<String> words = words(javaCommand);
        return words.isEmpty()
                ? new CommandText(null, null, List.of(), told)
                : of(words.get(0), words.subList(1, words.size()), told);
    }

    /** Returns the same with further arguments of the JVM. */
    CommandText with(List<String> more) {
        List<String> all = new ArrayList<>(more);
        all.addAll(jvmArguments);
        return new CommandText(mainClass, jar, arguments, List.copyOf(all));
    }

    /** Returns the short name: the class without its package, or the jar without its directory. */
    String name() {
        if (jar != null) {
            return jar.substring(jar.lastIndexOf('/') + 1);
        }
        return mainClass == null ? "" : mainClass.substring(mainClass.lastIndexOf('.') + 1);
    }

    private static CommandText of(String main, List<String> arguments, List<String> jvmArguments) {
        if (main.regionMatches(true, main.length() - JAR.length(), JAR, 0, JAR.length())) {
            return new CommandText(null, main, List.copyOf(arguments), jvmArguments);
        }
        // A main class in a module is told as MODULE/CLASS.
        String mainClass = main.substring(main.lastIndexOf('/') + 1);
        return new CommandText(mainClass, null, List.copyOf(arguments), jvmArguments);
    }

    /** Returns where in the command line the main class stands, or -1 when it does not hold what the JVM tells. */
    private static int alignedMain(String[] commandLine, String javaCommand) {
        String tail = "";
        for (int i = commandLine.length - 1; i > 0; i--) {
            tail = tail.isEmpty() ? commandLine[i] : commandLine[i] + " " + tail;
            if (tail.equals(javaCommand)
                    || (javaCommand.length() >= CUT
                            && tail.startsWith(javaCommand)
                            && commandLine[i].length() <= javaCommand.length()
                            && LauncherOptions.mainIndex(commandLine) == i)) {
                return i;
            }
            if (tail.length() > javaCommand.length() && javaCommand.length() < CUT) {
                break;
            }
        }
        return -1;
    }

    /** Splits a text at spaces, but not within an argument that the command line shows to hold spaces. */
    private static List<String> split(String text, String[] commandLine) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int space = text.indexOf(' ', at);
            int end = space < 0 ? text.length() : space;
            for (String argument : commandLine) {
                int stop = at + argument.length();
                if (stop > end
                        && text.startsWith(argument, at)
                        && (stop == text.length() || text.charAt(stop) == ' ')) {
                    end = stop;
                }
            }
            if (end > at) {
                parts.add(text.substring(at, end));
            }
            at = end + 1;
        }
        return List.copyOf(parts);
    }

    static List<String> words(String text) {
        return split(text, new String[0]);
    }
}
