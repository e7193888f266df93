// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.failure.ExitCode;

/** {@code jspect} alone: the list of JVMs, and what to try next. */
final class JspectCommand implements Command {
    private final Invocation invocation;

    CommonOptions common = new CommonOptions();

    JspectCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        Syntax syntax = Syntax.of(this, "jspect", "Looks into running JVMs: no restart, no flags.")
                .with(common::describe)
                .examples(
                        "  jspect                        lists the JVMs",
                        "  jspect frames orders          shows the stack of every thread of the JVM that runs 'orders'",
                        "  jspect eval orders '1 + 1'    runs Java in it",
                        "  jspect COMMAND --help         tells more");
        syntax.spec().usageMessage().synopsisSubcommandLabel("COMMAND");
        return syntax;
    }

    @Override
    public ExitCode call() {
        ExitCode code = PsCommand.list(invocation, common);
        if (!common.quiet && !common.json) {
            invocation.out().flush();
            invocation.err().println();
            invocation
                    .err()
                    .println("jspect frames TARGET      the stack of every thread; TARGET is an id or part of a name");
            invocation.err().println("jspect eval TARGET CODE   runs Java in it");
            invocation.err().println("jspect --help             everything else");
        }
        return code;
    }
}
