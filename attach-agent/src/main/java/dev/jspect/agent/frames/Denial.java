// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.frames;

import dev.jspect.protocol.ValueTree;

/** Why variables could not be read, in words. The numbers are those of the native library and of JVMTI. */
final class Denial {
    private Denial() {}

    /**
     * Says why only references were read.
     *
     * @param denial of access to local variables, 0 when it was granted
     * @param suspendError of JVMTI, 0 when threads were suspended
     * @return null when nothing was denied
     */
    static String reason(int denial, int suspendError) {
        if (suspendError != 0) {
            return suspendError == 98
                    ? "threads cannot be suspended: another agent, such as a debugger, holds that right (can_suspend)"
                    : "threads cannot be suspended (JVMTI error " + suspendError + ")";
        }
        switch (denial) {
            case 0:
                return null;
            case 1:
                return "as --documented-only says";
            case 2:
                return "access to local variables is tested on Linux x86_64 with JDK 8, 11, 17, 21 and 25 only";
            case 3:
                return "this JVM keeps an agent's capabilities in an unknown place";
            default:
                return "this JVM did not confirm access to local variables";
        }
    }

    /** Returns the place of a variable that gave an error. */
    static ValueTree missing(int error) {
        return ValueTree.ofMissing(words(error), null, 0, ValueTree.NO_SIZE);
    }

    private static String words(int error) {
        switch (error) {
            case -1:
                return ValueTree.NULL_OR_OPTIMIZED_AWAY;
            case -2:
                return "a primitive";
            case -4:
                return "null or not seen";
            case -3:
                return "not live";
            case 13:
            case 15:
                return "the thread went on";
            case 31:
            case 32:
                return "opaque frame";
            case 34:
                return "not of the type that its debug information says";
            case 35:
                // From JDK 16 on, what compiled code does not keep.
                return "optimized away";
            default:
                return "JVMTI error " + error;
        }
    }
}
