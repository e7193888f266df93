// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The completion script for bash, and for zsh by its {@code bashcompinit}. Names of JVMs are not trusted: what a shell could
 * take for more than a word is not offered, and {@code compgen -W}, which would run it, never sees a name.
 */
final class BashCompletion {
    private static final String FUNCTIONS = """
            _jspect_offer() { # what begins like the word that is being typed
              local candidate
              for candidate in "$@"; do
                [[ $candidate == "$word"* ]] && COMPREPLY+=("$candidate")
              done
            }

            _jspect_targets() { # ids and names of the running JVMs
              local pid name rest
              while read -r pid name rest; do
                [[ $pid == PID ]] && continue
                _jspect_offer "$pid"
                [[ $name == *[!A-Za-z0-9._-]* ]] || _jspect_offer "$name"
              done < <(jspect ps 2>/dev/null)
            }

            _jspect() {
              local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
              local command=${COMP_WORDS[1]} valued='' position=0 i
              COMPREPLY=()
            """;
    private static final String COUNT = """
              for ((i = 2; i < COMP_CWORD; i++)); do
                [[ ${COMP_WORDS[i]} == -* || " $valued " == *" ${COMP_WORDS[i-1]} "* ]] || position=$((position + 1))
              done
            """;

    private BashCompletion() {}

    /** Returns the script for a model of all commands. */
    static String script(CommandSpec root) {
        StringBuilder script = new StringBuilder("# bash completion for jspect, made by: jspect completion bash\n\n");
        append(script, root);
        return script.toString();
    }

    /** Returns the same for zsh. */
    static String scriptForZsh(CommandSpec root) {
        StringBuilder script = new StringBuilder("# zsh completion for jspect, made by: jspect completion zsh\n\n");
        script.append("(( $+functions[compdef] )) || { autoload -U +X compinit && compinit }\n");
        script.append("autoload -U +X bashcompinit && bashcompinit\n\n");
        append(script, root);
        return script.toString();
    }

    private static void append(StringBuilder script, CommandSpec root) {
        script.append(FUNCTIONS);
        script.append("  if ((COMP_CWORD == 1)); then\n    _jspect_offer ");
        script.append(String.join(" ", root.subcommands().keySet())).append(' ');
        script.append(String.join(" ", names(root, false))).append("\n    return\n  fi\n");
        script.append("  case $command in\n");
        for (Map.Entry<String, CommandLine> entry : commands(root)) {
            CommandSpec command = entry.getValue().getCommandSpec();
            script.append("    ").append(pattern(command)).append(") valued='");
            script.append(String.join(" ", names(command, true))).append("' ;;\n");
        }
        script.append("    *) return ;;\n  esac\n").append(COUNT).append("  case $command,$previous in\n");
        for (Map.Entry<String, CommandLine> entry : commands(root)) {
            appendValues(script, entry.getValue().getCommandSpec());
        }
        script.append("  esac\n  case $command,$word,$position in\n");
        for (Map.Entry<String, CommandLine> entry : commands(root)) {
            appendWords(script, entry.getValue().getCommandSpec());
        }
        script.append("  esac\n}\n\ncomplete -F _jspect jspect\n");
    }

    /** What an option's value may be. */
    private static void appendValues(StringBuilder script, CommandSpec command) {
        for (OptionSpec option : command.options()) {
            if (option.arity().min() > 0 && !option.hidden()) {
                List<String> cases = new ArrayList<>();
                for (String name : command.names()) {
                    for (String optionName : option.names()) {
                        cases.add(name + "," + optionName);
                    }
                }
                script.append("    ").append(String.join("|", cases)).append(") ");
                script.append(offer(option.paramLabel(), candidates(option.completionCandidates())));
                script.append("return ;;\n");
            }
        }
    }

    /** What may stand where no value of an option is wanted. */
    private static void appendWords(StringBuilder script, CommandSpec command) {
        for (String name : command.names()) {
            script.append("    ").append(name).append(",-*) _jspect_offer ");
            script.append(String.join(" ", names(command, false))).append(" ;;\n");
            for (PositionalParamSpec parameter : command.positionalParameters()) {
                String offer = offer(parameter.paramLabel(), candidates(parameter.completionCandidates()));
                if (!offer.isEmpty()) {
                    script.append("    ").append(name).append(",*,");
                    script.append(parameter.index().min())
                            .append(") ")
                            .append(offer)
                            .append(";;\n");
                }
            }
        }
    }

    private static String offer(String label, List<String> candidates) {
        return switch (label) {
            case "TARGET" -> "_jspect_targets; ";
            case "FILE" -> "COMPREPLY=($(compgen -f -- \"$word\")); ";
            default -> candidates.isEmpty() ? "" : "_jspect_offer " + String.join(" ", candidates) + "; ";
        };
    }

    /** Returns the commands, each once though it may have two names. */
    static List<Map.Entry<String, CommandLine>> commands(CommandSpec root) {
        List<Map.Entry<String, CommandLine>> commands = new ArrayList<>();
        for (Map.Entry<String, CommandLine> entry : root.subcommands().entrySet()) {
            if (entry.getKey().equals(entry.getValue().getCommandName())) {
                commands.add(entry);
            }
        }
        return commands;
    }

    static List<String> candidates(@Nullable Iterable<String> candidates) {
        List<String> words = new ArrayList<>();
        if (candidates != null) {
            candidates.forEach(words::add);
        }
        return words;
    }

    private static String pattern(CommandSpec command) {
        return String.join("|", command.names());
    }

    private static List<String> names(CommandSpec command, boolean onlyWithValue) {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : command.options()) {
            if (!option.hidden() && (!onlyWithValue || option.arity().min() > 0)) {
                names.addAll(List.of(option.names()));
            }
        }
        return names;
    }
}
