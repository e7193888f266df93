// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.eval;

/** What the code of patches calls. */
public interface PatchSupport {
    /** Runs the method that the calling code runs around, and throws what it throws. */
    Object proceed(Object[] arguments) throws Throwable;

    /** Is told of what snippet code is about to throw on purpose. */
    void throwing(Throwable thrown);

    /** Tells the tool what the calling code has to say. */
    void log(String text);
}
