// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.nio.charset.Charset;

/** The version and the limits of the wire. */
public final class Protocol {
    /** Version of messages and bodies; the tool sends the target's end along, so that both are always the same. */
    public static final int VERSION = 1;

    /** Length of the token that the doorway sends first, in ASCII characters: 256 bits as hexadecimal digits. */
    public static final int TOKEN_LENGTH = 64;

    /** Longest body of a message, in bytes. */
    public static final int MAX_BODY = 16 << 20;

    /** Longest runtime that a doorway accepts, in bytes. */
    public static final int MAX_RUNTIME = 1 << 20;

    /** Most output of one evaluation that travels, in bytes; the rest is counted and dropped in the target. */
    public static final int MAX_OUTPUT = 1 << 20;

    /** How texts travel. By its name: StandardCharsets would load six more into a target that has not needed them. */
    static final Charset UTF_8 = Charset.forName("UTF-8");

    private Protocol() {}

    /** Returns a text as it travels. */
    public static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
