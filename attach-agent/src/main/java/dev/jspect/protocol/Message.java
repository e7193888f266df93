// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.nio.ByteBuffer;

/** One message, either way. The body is not copied: who makes or takes one owns it. */
public final class Message {
    /** Length of what precedes a body, in bytes. */
    public static final int HEADER_LENGTH = 12;

    /** The request that this is or answers; 0 for output. */
    public final int id;

    /** A code of {@link Op} or {@link Status}. */
    public final int code;

    /** What it says, as {@code package-info} defines it for the code. */
    public final byte[] body;

    /**
     * @param id the request's id, 0 for output
     * @param code a code of {@link Op} or {@link Status}
     * @param body at most {@link Protocol#MAX_BODY} bytes
     */
    public Message(int id, int code, byte[] body) {
        if (body.length > Protocol.MAX_BODY) {
            throw new IllegalArgumentException("body of " + body.length + " bytes, limit " + Protocol.MAX_BODY);
        }
        this.id = id;
        this.code = code;
        this.body = body;
    }

    /** Returns header and body, as they go over the wire. */
    public byte[] encoded() {
        byte[] all = new byte[HEADER_LENGTH + body.length];
        ByteBuffer.wrap(all).putInt(body.length).putInt(id).putInt(code).put(body);
        return all;
    }
}
