// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * One run of jspect: what was typed, and where to read and write. Commands get everything of the outside world from here.
 *
 * @param out the answer; {@code checkError()} tells that nobody reads it any more
 * @param err everything about us: progress, warnings, the receipt
 * @param outIsTerminal whether a person looks at {@code out}
 * @param stopped says whether its user wants this run to end, but not the process that it is in
 * @param inShell whether it is one of several in a shell, which gives account of all of them
 */
record Invocation(
        List<String> arguments,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean outIsTerminal,
        BooleanSupplier stopped,
        boolean inShell) {

    private static final String PLAIN = "@%+=:,./-_";

    /** One run that is all that its process is for. */
    Invocation(
            List<String> arguments,
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            boolean outIsTerminal) {
        this(arguments, in, out, err, environment, outIsTerminal, () -> false, false);
    }

    /** Returns the command line as it can be pasted into a shell. */
    String commandLine() {
        StringBuilder line = new StringBuilder("jspect");
        for (String argument : arguments) {
            line.append(' ').append(quoted(argument));
        }
        return line.toString();
    }

    private static String quoted(String argument) {
        for (int i = 0; i < argument.length(); i++) {
            char c = argument.charAt(i);
            if (!(c < 0x80 && Character.isLetterOrDigit(c)) && PLAIN.indexOf(c) < 0) {
                return "'" + argument.replace("'", "'\\''") + "'";
            }
        }
        return argument.isEmpty() ? "''" : argument;
    }
}
