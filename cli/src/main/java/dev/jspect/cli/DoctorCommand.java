// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.TargetFacts;
import dev.jspect.cli.doctor.Ability;
import dev.jspect.cli.doctor.Diagnosis;
import dev.jspect.cli.doctor.Examination;
import dev.jspect.cli.doctor.Level;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.json.JsonOutput;

/** Tells what would help or hinder each command. */
final class DoctorCommand implements Command {
    private final Invocation invocation;

    TargetArgument target = new TargetArgument();

    boolean check;

    CommonOptions common = new CommonOptions();

    DoctorCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        this,
                        "doctor",
                        "Tells what would help or hinder each command on a target. Looks from outside: nothing is loaded,"
                                + " nothing is signalled.")
                .with(target::describe)
                .flag(typed -> check = typed, "End with exit code 1 when something does not work.", "--check")
                .with(common::describe)
                .examples(
                        "  jspect doctor orders           what works on the JVM that runs 'orders'",
                        "  jspect doctor 4711 --check     the same; exit code 1 when something does not work");
    }

    @Override
    public ExitCode call() {
        JvmProcess jvm = target.find();
        Diagnosis diagnosis =
                Examination.of(jvm, TargetFacts.of(jvm), Runtime.version().feature());
        if (common.json) {
            JsonOutput.doctor(invocation.out(), diagnosis);
        } else {
            DiagnosisText.print(diagnosis, invocation.out(), common.style(invocation), Terminal.columns(invocation));
        }
        return check && hindersAnything(diagnosis) ? ExitCode.FOUND : ExitCode.DONE;
    }

    private static boolean hindersAnything(Diagnosis diagnosis) {
        for (Ability ability : Ability.values()) {
            if (diagnosis.levelOf(ability) == Level.NO) {
                return true;
            }
        }
        return false;
    }
}
