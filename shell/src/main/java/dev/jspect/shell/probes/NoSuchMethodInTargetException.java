// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.probes;

/** There is no such method, or there are several; says what may have been meant. */
public final class NoSuchMethodInTargetException extends Exception {
    private static final long serialVersionUID = 1;

    private final String remedy;

    NoSuchMethodInTargetException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** Returns what to do. */
    public String remedy() {
        return remedy;
    }
}
