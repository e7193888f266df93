// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;

/** Reads the JVM's answer to a request to load an agent; a failure often comes with a good status and a text only. */
final class AgentLoading {
    private static final String RETURN_CODE = "return code: ";
    private static final int AGENT_JAR_NOT_FOUND = 100;
    private static final int NOT_ON_CLASS_PATH = 101;
    private static final int AGENT_FAILED_TO_START = 102;

    private AgentLoading() {}

    static void checkJavaAgent(String answer) {
        check(answer, "cannot load the agent");
    }

    static void checkLibrary(String answer) {
        check(answer, "cannot load the library");
    }

    /** Throws what a user can act on when a load failed because the target's image was made without java.instrument. */
    static void checkInstrumentModule(JvmProcess target, JspectException failure) {
        // FindException: Module java.instrument not found
        if (failure.why() != null && failure.why().contains("java.instrument")) {
            throw new JspectException(
                    ExitCode.NOT_PERMITTED,
                    "cannot load the agent into " + target.label(),
                    "its runtime image has no java.instrument, which every Java agent needs",
                    "Without an agent there is: jspect frames " + target.pid(),
                    failure);
        }
    }

    private static void check(String answer, String what) {
        String text = answer.strip();
        // JDK 9 and newer name the number, JDK 8 answers with a bare one.
        String number = text.startsWith(RETURN_CODE) ? text.substring(RETURN_CODE.length()) : text;
        if (number.equals("0")) {
            return;
        }
        if (text.contains("Dynamic agent loading is not enabled")) {
            throw new JspectException(
                    ExitCode.NOT_PERMITTED,
                    what,
                    "the target was started with -XX:-EnableDynamicAgentLoading",
                    "Without an agent there is: jspect frames, jspect ps, jspect doctor");
        }
        throw new JspectException(ExitCode.NOT_PERMITTED, what, reason(number, text), null);
    }

    private static String reason(String number, String text) {
        try {
            return switch (Integer.parseInt(number)) {
                case AGENT_JAR_NOT_FOUND -> "the target cannot read its jar";
                case NOT_ON_CLASS_PATH -> "the target cannot add its jar to the class path";
                case AGENT_FAILED_TO_START -> "it failed to start; the target's stderr has the exception";
                default -> "the target answered " + number;
            };
        } catch (NumberFormatException notANumber) {
            // JDK 21 and newer put the reason into words, such as the missing module java.instrument.
            return text.isEmpty() ? "the target gave no reason" : "the target says: " + text;
        }
    }
}
