// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.JvmProcesses;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.json.JsonOutput;
import java.util.List;

/** Lists the JVMs. */
final class PsCommand implements Command {
    private final Invocation invocation;

    CommonOptions common = new CommonOptions();

    PsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        this, "ps", "Lists every JVM this user may see, those in containers too. Touches none of them.")
                .alias("ls")
                .with(common::describe)
                .examples(
                        "  jspect ps                              a table, as wide as the terminal",
                        "  jspect ps -q                           the process ids only",
                        "  jspect ps --json | jq '.jvms[].name'   everything, for a program");
    }

    @Override
    public ExitCode call() {
        return list(invocation, common);
    }

    static ExitCode list(Invocation invocation, CommonOptions common) {
        List<JvmProcess> jvms = JvmProcesses.list();
        if (common.json) {
            JsonOutput.ps(invocation.out(), jvms);
        } else if (common.quiet) {
            for (JvmProcess jvm : jvms) {
                invocation.out().println(jvm.pid());
            }
        } else if (jvms.isEmpty()) {
            invocation.err().println("jspect: no JVM is running that this user may see");
        } else {
            JvmTable.print(jvms, invocation.out(), common.style(invocation), Terminal.columns(invocation));
        }
        return ExitCode.DONE;
    }
}
