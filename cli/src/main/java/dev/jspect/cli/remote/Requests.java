// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.Message;
import dev.jspect.protocol.Status;
import dev.jspect.shell.TargetException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests over a {@link Wire} that are answered soon or not at all. */
final class Requests {
    private final Wire wire;
    private final Duration patience;

    /**
     * @param patience how long a target may take to answer
     */
    Requests(Wire wire, Duration patience) {
        this.wire = wire;
        this.patience = patience;
    }

    /** Returns the reply to a request, which is {@link Status#OK}; any other is thrown as what the target says of it. */
    Message send(int op, BodyWriter body) throws TargetException {
        try {
            Message reply = wire.send(op, body.toByteArray()).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (reply.code == Status.REFUSED) {
                throw new TargetException(TargetException.Kind.REFUSED, ReplyBody.read(reply, BodyReader::readText));
            }
            if (reply.code != Status.OK) {
                throw new TargetException(TargetException.Kind.FAILED, ReplyBody.read(reply, BodyReader::readText));
            }
            return reply;
        } catch (ExecutionException e) {
            throw cause(e);
        } catch (TimeoutException e) {
            throw new TargetException(
                    TargetException.Kind.GONE, "the target does not answer within " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException(TargetException.Kind.FAILED, "interrupted while waiting for the target");
        }
    }

    /** Returns why there is no reply. */
    static TargetException cause(ExecutionException e) {
        return e.getCause() instanceof TargetException known
                ? known
                : new TargetException(TargetException.Kind.FAILED, String.valueOf(e.getCause()));
    }
}
