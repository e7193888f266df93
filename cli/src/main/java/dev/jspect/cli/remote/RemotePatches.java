// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.Op;
import dev.jspect.protocol.PatchEnd;
import dev.jspect.protocol.PatchStatus;
import dev.jspect.protocol.ProtocolException;
import dev.jspect.shell.RestoredClasses;
import dev.jspect.shell.TargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The patches of all sessions in a target, and not only of this one. */
public final class RemotePatches {
    private final Requests requests;

    RemotePatches(Requests requests) {
        this.requests = requests;
    }

    /**
     * Those that there are.
     *
     * @param known the ones that can be read, the oldest first
     * @param unknown the numbers of those that other versions of jspect have made
     */
    public record Listed(List<PatchStatus> known, List<Integer> unknown) {
        /** Each parameter as the component of its name. */
        public Listed {
            known = List.copyOf(known);
            unknown = List.copyOf(unknown);
        }
    }

    /** A patch that was ended, and what has become of its classes. */
    public record Ended(PatchStatus status, RestoredClasses restored) {}

    /** Lists them. */
    public Listed list() throws TargetException {
        Map<Integer, byte[]> bodies = ReplyBody.read(requests.send(Op.PATCHES, new BodyWriter()), in -> {
            Map<Integer, byte[]> all = new TreeMap<>();
            for (int count = in.readCount(8); count > 0; count--) {
                int number = in.readInt();
                byte[] body = in.readBytes();
                all.put(number, body == null ? new byte[0] : body);
            }
            return all;
        });
        List<PatchStatus> known = new ArrayList<>();
        List<Integer> unknown = new ArrayList<>();
        bodies.forEach((number, body) -> {
            try {
                known.add(PatchStatus.readFrom(new BodyReader(body)));
            } catch (ProtocolException another) {
                unknown.add(number);
            }
        });
        return new Listed(known, unknown);
    }

    /**
     * Ends one, whoever has made it, and puts its classes back.
     *
     * @param number its {@link PatchStatus#number}
     * @return null when there is none of that number
     * @throws TargetException also when it is another version's, which has ended it then
     */
    public @Nullable Ended end(int number) throws TargetException {
        byte[] body =
                ReplyBody.read(requests.send(Op.END_PATCH, new BodyWriter().writeInt(number)), BodyReader::readBytes);
        if (body == null) {
            return null;
        }
        try {
            PatchEnd end = PatchEnd.readFrom(new BodyReader(body));
            List<String> names = new ArrayList<>();
            boolean restored = true;
            for (PatchEnd.Restored one : end.classes) {
                restored &= one.now != null && OriginalClass.isSame(one.before, one.now);
                if (!names.contains(one.name)) {
                    names.add(one.name);
                }
            }
            return new Ended(end.status, new RestoredClasses(names, restored));
        } catch (ProtocolException e) {
            throw new TargetException(
                    TargetException.Kind.FAILED, "it is ended, but how is not known: " + e.getMessage());
        }
    }
}
