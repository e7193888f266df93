// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.doctor.Ability;
import dev.jspect.cli.doctor.Diagnosis;
import dev.jspect.cli.doctor.Finding;
import dev.jspect.cli.doctor.Level;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.shell.text.Style;
import dev.jspect.shell.text.StyledText;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A diagnosis as text: a line for each thing looked at, what to do below it, and the commands at the end. */
final class DiagnosisText {
    private static final int TOPIC = 2;
    private static final int WHAT = 8;
    private static final int TEXT = 26;

    private DiagnosisText() {}

    static void print(Diagnosis diagnosis, Appendable out, Style style, int width) {
        try {
            write(diagnosis, new StyledText(out, style, width));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Diagnosis diagnosis, StyledText out) throws IOException {
        JvmProcess target = diagnosis.target();
        out.add(Style.Kind.HEADING, target.label())
                .add(", up " + Uptime.text(target.uptimeMs()))
                .endLine();
        for (Finding finding : diagnosis.findings()) {
            level(out, finding.level()).add(finding.topic()).padTo(TEXT);
            out.add(finding.text()).endLine();
            if (finding.remedy() != null) {
                String remedy = finding.remedy().replace(JspectException.COMMAND_LINE, "jspect ...");
                out.padTo(TEXT).add(Style.Kind.DIM, remedy).endLine();
            }
        }
        out.endLine();
        for (Ability ability : Ability.values()) {
            level(out, diagnosis.levelOf(ability))
                    .add(String.join(", ", ability.commands()))
                    .endLine();
        }
    }

    private static StyledText level(StyledText out, Level level) throws IOException {
        Style.Kind kind = switch (level) {
            case OK -> Style.Kind.STATE_RUNNING;
            case WARN -> Style.Kind.WARNING;
            case NO -> Style.Kind.ERROR;
        };
        return out.padTo(TOPIC).add(kind, level.word()).padTo(WHAT);
    }
}
