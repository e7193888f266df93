// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.Message;
import dev.jspect.protocol.Status;

/** What came of a request. It is made before it is written: where there is no memory to write it, that is tried again, and not what was asked for. */
final class Reply {
    private final BodyWriter done;
    private final Throwable failure;

    private Reply(BodyWriter done, Throwable failure) {
        this.done = done;
        this.failure = failure;
    }

    static Reply of(BodyWriter done) {
        return new Reply(done, null);
    }

    static Reply of(Throwable failure) {
        return new Reply(null, failure);
    }

    /** Returns the reply to the request of a number. */
    Message to(int id) {
        return failure == null
                ? new Message(id, Status.OK, done.toByteArray())
                : text(id, Status.FAILED, reason(failure));
    }

    static Message text(int id, int status, String text) {
        return new Message(id, status, new BodyWriter().writeString(text).toByteArray());
    }

    /** What we say ourselves is for the user as it is. */
    private static String reason(Throwable t) {
        String message = t.getMessage();
        return t.getClass() == IllegalStateException.class && message != null ? message : String.valueOf(t);
    }
}
