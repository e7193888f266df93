// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.page;

/**
 * A call on a page.
 *
 * @param name of its class and method, or of its function: stacks whose names are the same are one in the graph
 * @param kind whose code it is
 * @param text its line, variables and source as a terminal shows them; for a page to show, not to interpret
 */
public record PageFrame(String name, Kind kind, String text) {
    /** Whose code runs. */
    public enum Kind {
        /** The application's, or a library's of it. */
        APPLICATION,
        /** The JDK's. */
        JDK,
        /** Below Java. */
        NATIVE,
        /** The kernel. */
        SYSTEM_CALL
    }
}
