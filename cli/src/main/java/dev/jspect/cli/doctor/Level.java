// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.doctor;

/** How well something goes. */
public enum Level {
    /** Nothing is in the way. */
    OK("ok"),
    /** It goes, and there is something to know. */
    WARN("warn"),
    /** It does not go. */
    NO("no");

    private final String word;

    Level(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
