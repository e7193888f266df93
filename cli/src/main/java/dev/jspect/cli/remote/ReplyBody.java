// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.Message;
import dev.jspect.protocol.ProtocolException;
import dev.jspect.shell.TargetException;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of a target's replies, to their end. */
final class ReplyBody {
    private ReplyBody() {}

    /** How a body is read. */
    interface Reading<T extends @Nullable Object> {
        T from(BodyReader in) throws ProtocolException;
    }

    /** Reads a body; what is not of the wire's form is the target's failure. */
    static <T extends @Nullable Object> T read(Message reply, Reading<T> reading) throws TargetException {
        try {
            BodyReader in = new BodyReader(reply.body);
            T value = reading.from(in);
            in.end();
            return value;
        } catch (ProtocolException e) {
            throw new TargetException(
                    TargetException.Kind.FAILED, "the target's reply is not of the wire's form: " + e.getMessage());
        }
    }
}
