// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.CallCounts;
import dev.jspect.protocol.CallSummary;
import dev.jspect.protocol.FoundClass;
import dev.jspect.protocol.FoundClasses;
import dev.jspect.protocol.Op;
import dev.jspect.protocol.PatchCounts;
import dev.jspect.protocol.PatchRequest;
import dev.jspect.protocol.ProtocolException;
import dev.jspect.protocol.WatchRequest;
import dev.jspect.shell.TargetException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A session's requests that have to do with probes. */
final class ProbeRequests {
    private final Requests requests;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, Arrivals> arrivals = new ConcurrentHashMap<>();

    ProbeRequests(Requests requests, Wire wire) {
        this.requests = requests;
        wire.listenToCalls(this::take);
    }

    /** The id of the watch or the patch comes first. One that is ended may still have some on their way. */
    private void take(byte[] body) {
        try {
            Arrivals here = arrivals.get(new BodyReader(body).readInt());
            if (here != null) {
                here.add(body);
            }
        } catch (ProtocolException tooShort) {
            // Whoever waits for something waits on; a target that sends this sends nothing of use.
            return;
        }
    }

    /**
     * Finds loaded classes.
     *
     * @param withResources whether their loaders' class files are wanted, too
     * @param known those that are left out
     */
    FoundClasses find(String name, boolean withResources, List<FoundClass> known) throws TargetException {
        BodyWriter body =
                new BodyWriter().writeString(name).writeBoolean(withResources).writeInt(known.size());
        known.forEach(type -> body.writeInt(type.id));
        return ReplyBody.read(requests.send(Op.FIND_CLASSES, body), FoundClasses::readFrom);
    }

    /** Returns the first of so many numbers for probes. */
    int reserve(int count) throws TargetException {
        return ReplyBody.read(
                requests.send(
                        Op.RESERVE_PROBES,
                        new BodyWriter().writeBytes(AgentFiles.dispatcher()).writeInt(count)),
                BodyReader::readInt);
    }

    /** Returns an id for a watch or a patch, and has what comes of it arrive there. */
    int begin(Arrivals here) {
        int id = lastId.incrementAndGet();
        arrivals.put(id, here);
        return id;
    }

    /** Has a method of a snippet's class be retained; returns what names it. */
    int retain(String className, String method) throws TargetException {
        return ReplyBody.read(
                requests.send(
                        Op.RETAIN_CODE, new BodyWriter().writeString(className).writeString(method)),
                BodyReader::readInt);
    }

    void watch(WatchRequest wanted) throws TargetException {
        BodyWriter body = new BodyWriter();
        wanted.writeTo(body);
        requests.send(Op.WATCH, body);
    }

    void patch(PatchRequest wanted) throws TargetException {
        BodyWriter body = new BodyWriter();
        wanted.writeTo(body);
        requests.send(Op.PATCH, body);
    }

    PatchCounts unpatch(int id) throws TargetException {
        // What it has said last comes before the reply.
        PatchCounts counts =
                ReplyBody.read(requests.send(Op.UNPATCH, new BodyWriter().writeInt(id)), PatchCounts::readFrom);
        arrivals.remove(id);
        return counts;
    }

    CallSummary summary(int id) throws TargetException {
        return ReplyBody.read(requests.send(Op.SUMMARY, new BodyWriter().writeInt(id)), CallSummary::readFrom);
    }

    CallCounts unwatch(int id) throws TargetException {
        arrivals.remove(id);
        return ReplyBody.read(requests.send(Op.UNWATCH, new BodyWriter().writeInt(id)), CallCounts::readFrom);
    }

    /**
     * Puts a class into another form.
     *
     * @param form null for its own
     * @param restored what it gets in the end; null for what it was
     */
    void change(FoundClass type, byte @Nullable [] form, byte @Nullable [] restored, boolean redefines)
            throws TargetException {
        requests.send(
                Op.CHANGE_CLASSES,
                new BodyWriter()
                        .writeInt(1)
                        .writeInt(type.id)
                        .writeBytes(type.classFile)
                        .writeBytes(form)
                        .writeBytes(restored)
                        .writeBoolean(redefines));
    }

    /** Returns the class file of a class as it is now; null where it cannot be had. */
    byte @Nullable [] running(FoundClass type) throws TargetException {
        return ReplyBody.read(
                requests.send(Op.RUNNING_CLASS, new BodyWriter().writeInt(type.id)), BodyReader::readBytes);
    }
}
