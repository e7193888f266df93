// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.eval;

/** Thrown by a snippet that uses what is not defined yet; stands for {@code jdk.jshell.spi.SPIResolutionException}. */
public final class UnresolvedSnippet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int id;

    /**
     * @param id the snippet's id, as JShell gave it
     */
    public UnresolvedSnippet(int id) {
        super("uses what is not defined yet");
        this.id = id;
    }

    /** Returns the snippet's id. */
    public int id() {
        return id;
    }
}
