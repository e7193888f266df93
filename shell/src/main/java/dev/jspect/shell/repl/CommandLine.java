// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

/**
 * A line that is a command: {@code /frames main}.
 *
 * @param name the first word, with its slash
 * @param argument all that follows, without blanks around it; empty when there is none
 */
record CommandLine(String name, String argument) {
    /** Says whether a line is meant as a command: it begins with a slash that begins no comment. */
    static boolean isCommand(String line) {
        String text = line.stripLeading();
        return text.startsWith("/") && !text.startsWith("//") && !text.startsWith("/*");
    }

    static CommandLine parse(String line) {
        String text = line.strip();
        int end = 0;
        while (end < text.length() && text.charAt(end) > ' ') {
            end++;
        }
        return new CommandLine(text.substring(0, end), text.substring(end).strip());
    }
}
