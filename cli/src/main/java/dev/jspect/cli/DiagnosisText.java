// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.doctor.Ability;
import dev.jspect.cli.doctor.Diagnosis;
import dev.jspect.cli.doctor.Finding;
import dev.jspect.cli.failure.JspectException;
import java.io.PrintStream;

/** A diagnosis as text: a line for each thing looked at, what to do below it, and the commands at the end. */
final class DiagnosisText {
    private DiagnosisText() {}

    static void print(Diagnosis diagnosis, PrintStream out) {
        JvmProcess target = diagnosis.target();
        out.println(Printable.of(target.label()) + ", up " + Uptime.text(target.uptimeMs()));
        for (Finding finding : diagnosis.findings()) {
            out.printf("  %-4s  %-16s %s%n", finding.level().word(), finding.topic(), Printable.of(finding.text()));
            if (finding.remedy() != null) {
                String remedy = finding.remedy().replace(JspectException.COMMAND_LINE, "jspect ...");
                out.printf("  %-4s  %-16s %s%n", "", "", Printable.of(remedy));
            }
        }
        out.println();
        for (Ability ability : Ability.values()) {
            out.printf("  %-4s  %s%n", diagnosis.levelOf(ability).word(), String.join(", ", ability.commands()));
        }
    }
}
