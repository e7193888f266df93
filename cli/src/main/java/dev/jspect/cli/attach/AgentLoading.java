// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import org.jspecify.annotations.Nullable;

/** Reads the JVM's answer to a request to load an agent; a failure often comes with a good status and a text only. */
final class AgentLoading {
    private static final String RETURN_CODE = "return code: ";
    private static final String SWITCHED_OFF = "Dynamic agent loading is not enabled";
    private static final String NO_INSTRUMENT = "Module java.instrument not found";
    private static final int AGENT_JAR_NOT_FOUND = 100;
    private static final int NOT_ON_CLASS_PATH = 101;
    private static final int AGENT_FAILED_TO_START = 102;

    private AgentLoading() {}

    /** Returns the failure to throw when the JVM's answer is one that its user can act on, else null. */
    static @Nullable JspectException knownRefusal(JvmProcess target, String answer) {
        String why;
        if (answer.contains(SWITCHED_OFF)) {
            why = "it was started with -XX:-EnableDynamicAgentLoading";
        } else if (answer.contains(NO_INSTRUMENT)) {
            why = "its runtime image has no java.instrument, which every Java agent needs";
        } else {
            return null;
        }
        return new JspectException(
                ExitCode.NOT_PERMITTED,
                cannotLoad(target),
                why,
                "Without an agent there is: jspect frames " + target.pid());
    }

    /** Throws unless the answer says that the agent was loaded. */
    static void check(JvmProcess target, String answer) {
        String text = answer.strip();
        // JDK 9 and newer name the number, JDK 8 answers with a bare one.
        String number = text.startsWith(RETURN_CODE) ? text.substring(RETURN_CODE.length()) : text;
        if (number.equals("0")) {
            return;
        }
        JspectException known = knownRefusal(target, text);
        throw known == null
                ? new JspectException(
                        ExitCode.NOT_PERMITTED,
                        cannotLoad(target),
                        reason(number, text),
                        "Look at it with: jspect doctor " + target.pid())
                : known;
    }

    private static String cannotLoad(JvmProcess target) {
        return "cannot load the agent into " + target.label();
    }

    private static String reason(String number, String text) {
        try {
            return switch (Integer.parseInt(number)) {
                case AGENT_JAR_NOT_FOUND -> "the target cannot read its jar";
                case NOT_ON_CLASS_PATH -> "the target cannot add its jar to the class path";
                case AGENT_FAILED_TO_START ->
                    "it failed to start: a security manager may forbid it; the target's stderr has the exception";
                default -> "the target answered " + number;
            };
        } catch (NumberFormatException notANumber) {
            // JDK 21 and newer put the reason into words, such as the missing module java.instrument.
            return text.isEmpty() ? "the target gave no reason" : "the target says: " + text;
        }
    }
}
