// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

/** Thrown for a snippet that compiles but that the target's JVM would not take; the message is for the user. */
final class UnsupportedSnippetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedSnippetException(String message) {
        super(message);
    }
}
