// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.eval;

/** Throws into a thread, wherever it is. */
public interface HardStop {
    /**
     * Throws into a thread; one that is in native code receives it when it returns to Java.
     *
     * @return 0 when done, else an error number
     * @throws ReflectiveOperationException when this JVM cannot do it in this way
     */
    int throwInto(Thread thread, Throwable thrown) throws ReflectiveOperationException;
}
