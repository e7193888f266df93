// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.doctor;

import dev.jspect.cli.attach.JvmProcess;
import java.util.List;

/** All that was found about a target. */
public record Diagnosis(JvmProcess target, List<Finding> findings) {

    /** Returns the worst that hinders an ability. */
    public Level levelOf(Ability ability) {
        Level worst = Level.OK;
        for (Finding finding : findings) {
            if (finding.hinders().contains(ability) && finding.level().compareTo(worst) > 0) {
                worst = finding.level();
            }
        }
        return worst;
    }
}
