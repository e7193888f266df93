// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.ThreadDumps;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.remote.AgentAttacher;
import dev.jspect.cli.remote.TargetFailure;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.repl.Banner;
import dev.jspect.shell.repl.Screen;
import java.io.IOException;

/** The interactive shell in a target. */
final class ShellCommand implements Command {
    private final Invocation invocation;

    TargetArgument target = new TargetArgument();

    SnippetOptions snippets = new SnippetOptions();

    CommonOptions common = new CommonOptions();

    ShellCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        this,
                        "shell",
                        "Opens a Java shell in a target: snippets run there, private members just work. Leaving it"
                                + " leaves the target as it was.")
                .with(target::describe)
                .with(snippets::describe)
                .with(common::describe)
                .examples(
                        "  jspect shell orders                   /help in it lists its commands",
                        "  jspect shell orders --loader webapp   with the classes of another class loader",
                        "  jspect shell orders < check.jsh       a file of snippets and commands, without prompts");
    }

    @Override
    public ExitCode call() throws IOException {
        if (common.json) {
            throw new JspectException(
                    ExitCode.USAGE, "a shell has no JSON", null, "For scripts: jspect eval " + target.target + " -j -");
        }
        JvmProcess process = target.find();
        try (ShellTerminal terminal = ShellTerminal.open(invocation, common)) {
            if (isTalkative(terminal)) {
                greet(process, terminal.screen());
            }
            try (TargetSession session =
                    TargetSession.open(invocation, process, common.deadline(), snippets.publicOnly)) {
                return run(process, session, terminal);
            }
        }
    }

    /** A script that is fed in knows who it talks to. */
    private boolean isTalkative(ShellTerminal terminal) {
        return terminal.isInteractive() && !common.quiet;
    }

    private void greet(JvmProcess process, Screen screen) {
        Banner banner = new Banner(screen);
        ThreadDumps dumps = ThreadDumps.of(process, common.deadline());
        banner.target(AgentAttacher.describe(process), Uptime.text(process.uptimeMs()), dumps.take(common.deadline()));
        dumps.notes().forEach(banner::note);
        if (DynamicLoading.warns(process)) {
            banner.note(DynamicLoading.NOTE);
        }
    }

    private ExitCode run(JvmProcess process, TargetSession session, ShellTerminal terminal) throws IOException {
        try {
            LoaderChoice.apply(session, snippets.loader);
            if (isTalkative(terminal)) {
                new Banner(terminal.screen()).start(session.target().loaderInUse());
            }
        } catch (TargetException e) {
            throw TargetFailure.of("cannot open a shell in " + process.label(), e);
        }
        String loss = terminal.run(session, process, common.timeout);
        session.close();
        if (loss != null) {
            throw new JspectException(ExitCode.NO_TARGET, "the shell has ended", loss, null);
        }
        if (!common.quiet) {
            invocation.out().flush();
            invocation.err().println(session.receipt().line());
        }
        return ExitCode.DONE;
    }
}
