// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.rewriting;

/** Has the JVM load classes anew. What goes wrong is said by the number of a JVMTI error; the class is then as it was. */
public interface RunningClasses {
    int NO_ERROR = 0;
    int INVALID_CLASS_FORMAT = 60;
    int UNMODIFIABLE_CLASS = 79;
    int NOT_AVAILABLE = 98;
    int OUT_OF_MEMORY = 110;

    /** Retransforms a class: all agents' transformers make of the original what they make (JVMTI spec, <i>RetransformClasses</i>). */
    int retransform(Class<?> type);

    /** Gives a class another original, which goes through all agents' transformers, too (JVMTI spec, <i>RedefineClasses</i>). */
    int redefine(Class<?> type, byte[] classFile);
}
