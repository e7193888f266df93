// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

/** A {@link Moment} is asked for what it has not taken along: nobody knows what that was then. */
final class NotTakenException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NotTakenException() {
        super("not taken along");
    }
}
