// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the one JVM a user means. */
public final class TargetSelector {
    private TargetSelector() {}

    /**
     * Returns the JVM with that process id, or the only one with that text in its main class or jar, case ignored.
     *
     * @throws JspectException when none fits or several do (exit 3)
     */
    public static JvmProcess select(String text) {
        int pid = ProcDirectory.parsePid(text);
        return pid > 0 ? byId(pid) : byName(text, JvmProcesses.list());
    }

    private static JvmProcess byId(int pid) {
        ProcDirectory proc = ProcDirectory.ofThisMachine();
        if (proc.exists() && pid == proc.self()) {
            throw new JspectException(ExitCode.NO_TARGET, pid + " is jspect itself", null, "See what runs: jspect ps");
        }
        JvmProcess jvm = JvmProcesses.find(pid);
        if (jvm != null) {
            return jvm;
        }
        throw proc.exists() && proc.status(pid) != null
                ? NotAJvm.failure(pid, proc)
                : new JspectException(ExitCode.NO_TARGET, "no process " + pid, null, "See what runs: jspect ps");
    }

    static JvmProcess byName(String text, List<JvmProcess> jvms) {
        List<JvmProcess> fitting = new ArrayList<>();
        for (JvmProcess jvm : jvms) {
            if (!text.isBlank() && fits(jvm, text.toLowerCase(Locale.ROOT))) {
                fitting.add(jvm);
            }
        }
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        if (fitting.isEmpty()) {
            throw new JspectException(
                    ExitCode.NO_TARGET,
                    "no JVM fits '" + text + "'",
                    jvms.isEmpty() ? "none is running" : "there are" + candidates(jvms),
                    "Choose one by its id or name");
        }
        throw new JspectException(
                ExitCode.NO_TARGET,
                fitting.size() + " JVMs fit '" + text + "'",
                "they are" + candidates(fitting),
                "Choose one by its id");
    }

    private static boolean fits(JvmProcess jvm, String lowerCase) {
        return contains(jvm.mainClass(), lowerCase)
                || contains(jvm.jar(), lowerCase)
                || (jvm.mainClass() == null && jvm.jar() == null && contains(jvm.name(), lowerCase));
    }

    private static boolean contains(@Nullable String name, String lowerCase) {
        return name != null && name.toLowerCase(Locale.ROOT).contains(lowerCase);
    }

    private static String candidates(List<JvmProcess> jvms) {
        StringBuilder lines = new StringBuilder();
        for (JvmProcess jvm : jvms) {
            lines.append("\n  ").append(jvm.label());
        }
        return lines.append('\n').toString();
    }
}
