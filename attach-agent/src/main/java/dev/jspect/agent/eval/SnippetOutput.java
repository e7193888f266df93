// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.eval;

import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.Message;
import dev.jspect.protocol.Protocol;
import dev.jspect.protocol.Status;
import java.io.OutputStream;
import java.util.Arrays;

/** Where a snippet's output goes: to the tool, up to {@link Protocol#MAX_OUTPUT} an evaluation. Both streams share it. */
final class SnippetOutput {
    private final Outlet outlet;
    private int sent;
    private long dropped;

    SnippetOutput(Outlet outlet) {
        this.outlet = outlet;
    }

    /** Starts counting anew. */
    synchronized void begin() {
        sent = 0;
        dropped = 0;
    }

    /** Tells the tool what was dropped. */
    synchronized void end() {
        if (dropped > 0) {
            outlet.put(new Message(
                    0,
                    Status.OUTPUT_DROPPED,
                    new BodyWriter().writeLong(dropped).toByteArray()));
        }
    }

    private synchronized void put(int status, byte[] bytes, int offset, int length) {
        int room = Math.min(length, Protocol.MAX_OUTPUT - sent);
        if (room > 0) {
            outlet.put(new Message(0, status, Arrays.copyOfRange(bytes, offset, offset + room)));
            sent += room;
        }
        dropped += length - room;
    }

    /** Returns a stream whose bytes travel with the status given. It never blocks and never fails. */
    OutputStream stream(final int status) {
        return new OutputStream() {
            @Override
            public void write(int b) {
                put(status, new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                put(status, bytes, offset, length);
            }
        };
    }
}
