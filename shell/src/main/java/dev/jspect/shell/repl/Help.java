// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.text.StyledText;
import java.io.IOException;
import java.util.List;

/** What {@code /help} says. */
final class Help {
    private static final int NAME_COLUMN = 2;
    private static final int SUMMARY_COLUMN = 25;

    private Help() {}

    /** Writes the list of commands, and what the keys do. */
    static void overview(List<Command> commands, StyledText out) throws IOException {
        out.add("Java typed here runs in the target; private members are like public ones.")
                .endLine();
        out.endLine();
        for (Command command : commands) {
            out.padTo(NAME_COLUMN).add(Kind.HEADING, command.name());
            out.add(" " + command.parameter()).padTo(SUMMARY_COLUMN);
            out.add(command.summary()).endLine();
        }
        out.endLine();
        key("Tab", "completes names; after ( and , it shows signatures", out);
        key("Enter", "runs what is whole, else begins another line", out);
        key("Up, Ctrl-R", "bring back what was typed, in earlier sessions too", out);
        key("Ctrl-C", "stops what runs; at the prompt it clears the line", out);
        key("Ctrl-D", "leaves; the target goes on as if nothing had been", out);
        out.endLine();
        out.add(Kind.DIM, "Beginnings will do: /v is /vars. More about one: /help frames")
                .endLine();
    }

    private static void key(String key, String does, StyledText out) throws IOException {
        out.padTo(NAME_COLUMN).add(Kind.HEADING, key).padTo(SUMMARY_COLUMN);
        out.add(does).endLine();
    }

    /** Writes what is to know about a command. */
    static void details(Command command, StyledText out) throws IOException {
        out.add(Kind.HEADING, command.name()).add(" " + command.parameter()).endLine();
        out.add("  " + command.summary()).endLine();
        for (String line : command.details()) {
            out.add("  ").add(Kind.DIM, line).endLine();
        }
    }
}
