// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.Message;
import dev.jspect.protocol.Status;
import dev.jspect.protocol.ThrownText;
import dev.jspect.protocol.ValueText;
import dev.jspect.shell.Outcome;
import dev.jspect.shell.TargetException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/** Evaluations of snippets that the target is asked for. Any thread. */
final class Evaluations {
    /** Never on the wire: how {@link #abandon} answers in the target's stead. */
    private static final int ABANDONED = -1;

    private final Wire wire;
    private final ValueLimits limits;
    private final Map<Integer, CompletableFuture<Message>> pending = new ConcurrentHashMap<>();

    Evaluations(Wire wire, ValueLimits limits) {
        this.wire = wire;
        this.limits = limits;
    }

    /** Has a method run, or a field be rendered; returns when it ended or was abandoned. */
    Outcome evaluate(int op, int evalId, String className, String member) throws TargetException {
        BodyWriter body = new BodyWriter()
                .writeInt(evalId)
                .writeInt(limits.characters())
                .writeInt(limits.elements())
                .writeString(className)
                .writeString(member);
        CompletableFuture<Message> answer = wire.send(op, body.toByteArray());
        pending.put(evalId, answer);
        Message reply;
        try {
            reply = answer.get();
        } catch (ExecutionException e) {
            throw Requests.cause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Abandoned();
        } finally {
            pending.remove(evalId);
        }
        return switch (reply.code) {
            case Status.OK -> new Outcome.Value(ReplyBody.read(reply, ValueText::readFrom));
            case Status.THROWN -> new Outcome.Thrown(ReplyBody.read(reply, ThrownText::readFrom));
            case Status.STOPPED -> new Outcome.Stopped();
            case ABANDONED -> new Outcome.Abandoned();
            default -> new Outcome.Failed(ReplyBody.read(reply, BodyReader::readText));
        };
    }

    /** Has the call that waits for this evaluation return. */
    void abandon(int evalId) {
        CompletableFuture<Message> answer = pending.get(evalId);
        if (answer != null) {
            answer.complete(new Message(0, ABANDONED, new byte[0]));
        }
    }
}
