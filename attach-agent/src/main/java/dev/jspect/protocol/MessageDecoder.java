// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.nio.Buffer;
import java.nio.ByteBuffer;

/** Cuts the bytes that arrive into messages, in whatever pieces they come. Not thread-safe. */
public final class MessageDecoder {
    private final ByteBuffer header = ByteBuffer.allocate(Message.HEADER_LENGTH);
    private ByteBuffer body;
    private int id;
    private int code;

    /**
     * Takes bytes until a message is whole or none are left.
     *
     * @return the message, or null when more bytes are needed
     * @throws OutOfMemoryError when there is no memory for it; may then be called again, with the bytes that are left
     * @throws ProtocolException when a length is out of bounds; before anything of that length is allocated
     */
    public Message decode(ByteBuffer bytes) throws ProtocolException {
        if (body == null) {
            transfer(bytes, header);
            if (header.hasRemaining()) {
                return null;
            }
            int length = header.getInt(0);
            id = header.getInt(4);
            code = header.getInt(8);
            if (length < 0 || length > Protocol.MAX_BODY) {
                throw new ProtocolException("message of " + length + " bytes, limit " + Protocol.MAX_BODY);
            }
            if (id < 0) {
                throw new ProtocolException("message with id " + id);
            }
            body = ByteBuffer.allocate(length);
        }
        transfer(bytes, body);
        if (body.hasRemaining()) {
            return null;
        }
        Message message = new Message(id, code, body.array());
        // Buffer, not ByteBuffer: the covariant overrides of JDK 9 are missing in JDK 8.
        ((Buffer) header).clear();
        body = null;
        return message;
    }

    private static void transfer(ByteBuffer from, ByteBuffer to) {
        // Buffer, not ByteBuffer: as above.
        Buffer bounds = from;
        int end = bounds.limit();
        bounds.limit(bounds.position() + Math.min(from.remaining(), to.remaining()));
        to.put(from);
        bounds.limit(end);
    }
}
