// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.failure.ExitCode;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Prints the completion script of a shell. */
final class CompletionCommand implements Command {
    /** The shells there is a script for. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    private static final List<String> WORDS =
            Stream.of(Shell.values()).map(Shell::name).toList();

    private final Invocation invocation;

    Shell shell = Shell.bash;

    CommonOptions common = new CommonOptions();

    CompletionCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(this, "completion", "Prints the completion script of a shell.")
                .parameter(
                        PositionalParamSpec.builder()
                                .index("0")
                                .required(true)
                                .paramLabel("SHELL")
                                .completionCandidates(WORDS)
                                .description("bash, zsh or fish."),
                        Shell.class,
                        typed -> shell = typed)
                .with(common::describe)
                .examples(
                        "  source <(jspect completion bash)                                     for this bash or zsh",
                        "  jspect completion fish > ~/.config/fish/completions/jspect.fish      for every fish");
    }

    @Override
    public ExitCode call() {
        var commands = Commands.whole(invocation).getCommandSpec();
        invocation
                .out()
                .print(
                        switch (shell) {
                            case bash -> BashCompletion.script(commands);
                            case zsh -> BashCompletion.scriptForZsh(commands);
                            case fish -> FishCompletion.script(commands);
                        });
        return ExitCode.DONE;
    }
}
