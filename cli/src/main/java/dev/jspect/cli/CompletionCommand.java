// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.failure.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints the completion script of a shell. */
@Command(
        name = "completion",
        versionProvider = VersionProvider.class,
        description = "Prints the completion script of a shell.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(jspect completion bash)                                     for this bash or zsh",
            "  jspect completion fish > ~/.config/fish/completions/jspect.fish      for every fish"
        })
final class CompletionCommand implements Callable<ExitCode> {
    /** The shells there is a script for. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash, zsh or fish.")
    Shell shell = Shell.bash;

    @Mixin
    CommonOptions common = new CommonOptions();

    CompletionCommand(Invocation invocation) {
        this.invocation = invocation;
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
