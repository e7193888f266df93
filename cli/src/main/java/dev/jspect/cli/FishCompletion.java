// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The completion script for fish, with the descriptions that {@code --help} shows. */
final class FishCompletion {
    private static final String TARGETS = """
            function __jspect_targets --description 'ids and names of the running JVMs'
                for line in (jspect ps 2>/dev/null)
                    set -l columns (string split --no-empty ' ' -- $line)
                    test "$columns[1]" = PID; and continue
                    printf '%s\\t%s\\n' $columns[1] $columns[2]
                    string match --quiet --regex '^[A-Za-z0-9._-]+$' -- $columns[2]; and printf '%s\\t%s\\n' $columns[2] $columns[1]
                end
            end

            function __jspect_position --description 'the command is one of these, and so many arguments follow it'
                set -l words (commandline --tokens-expanded --cut-at-cursor 2>/dev/null; or commandline -opc)
                test (count $words) -ge 2; and contains -- $words[2] $argv[2..-1]; or return 1
                set -l count 0
                for word in $words[3..-1]
                    string match --quiet -- '-*' $word; or set count (math $count + 1)
                end
                test $count -eq $argv[1]
            end

            complete --command jspect --no-files
            """;

    private FishCompletion() {}

    /** Returns the script for a model of all commands. */
    static String script(CommandSpec root) {
        StringBuilder script = new StringBuilder("# fish completion for jspect, made by: jspect completion fish\n\n");
        script.append(TARGETS);
        for (OptionSpec option : root.options()) {
            appendOption(script, "__fish_use_subcommand", option);
        }
        for (Map.Entry<String, CommandLine> entry : BashCompletion.commands(root)) {
            CommandSpec command = entry.getValue().getCommandSpec();
            String description = String.join(" ", command.usageMessage().description());
            for (String name : command.names()) {
                complete(script, "__fish_use_subcommand", "--arguments " + name, description);
            }
            String names = String.join(" ", command.names());
            for (OptionSpec option : command.options()) {
                appendOption(script, "__fish_seen_subcommand_from " + names, option);
            }
            for (PositionalParamSpec parameter : command.positionalParameters()) {
                String offer = offer(parameter.paramLabel(), parameter.completionCandidates());
                if (!offer.isEmpty()) {
                    String condition = "__jspect_position " + parameter.index().min() + " " + names;
                    complete(script, condition, offer, "");
                }
            }
        }
        return script.toString();
    }

    private static void appendOption(StringBuilder script, String condition, OptionSpec option) {
        if (option.hidden()) {
            return;
        }
        StringBuilder words = new StringBuilder();
        for (String name : option.names()) {
            String bare = name.replaceFirst("^--?", "");
            String kind =
                    name.startsWith("--") ? "--long-option " : bare.length() == 1 ? "--short-option " : "--old-option ";
            words.append(words.isEmpty() ? "" : " ").append(kind).append(bare);
        }
        if (option.arity().min() > 0) {
            words.append(" --require-parameter ").append(offer(option.paramLabel(), option.completionCandidates()));
        }
        complete(script, condition, words.toString().strip(), String.join(" ", option.description()));
    }

    private static String offer(String label, @Nullable Iterable<String> candidates) {
        List<String> words = BashCompletion.candidates(candidates);
        return switch (label) {
            case "TARGET" -> "--arguments '(__jspect_targets)'";
            case "FILE" -> "--force-files";
            default -> words.isEmpty() ? "" : "--arguments '" + String.join(" ", words) + "'";
        };
    }

    private static void complete(StringBuilder script, String condition, String words, String description) {
        script.append("complete --command jspect --condition '")
                .append(condition)
                .append("' ")
                .append(words);
        if (!description.isEmpty()) {
            script.append(" --description '")
                    .append(description.replace("\\", "\\\\").replace("'", "\\'"))
                    .append('\'');
        }
        script.append('\n');
    }
}
