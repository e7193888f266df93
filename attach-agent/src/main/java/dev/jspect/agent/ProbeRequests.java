// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.Op;
import dev.jspect.protocol.PatchRequest;
import dev.jspect.protocol.ProtocolException;
import dev.jspect.protocol.WatchRequest;
import java.lang.instrument.Instrumentation;
import java.util.Map;

/** The switch over what has to do with watches and patches. */
final class ProbeRequests {
    private ProbeRequests() {}

    /** Carries out a request, and writes its reply. */
    static void carryOut(int op, SessionProbes probes, Instrumentation instrumentation, BodyReader in, BodyWriter out)
            throws Exception {
        switch (op) {
            case Op.FIND_CLASSES:
                probes.find(in.readText(), in.readBoolean(), in).writeTo(out);
                break;
            case Op.RESERVE_PROBES:
                out.writeInt(probes.reserve(in.readBytes(), in.readInt()));
                break;
            case Op.RETAIN_CODE:
                out.writeInt(probes.retain(in.readText(), in.readText()));
                break;
            case Op.WATCH:
                probes.watch(WatchRequest.readFrom(in));
                break;
            case Op.CHANGE_CLASSES:
                probes.change(in);
                break;
            case Op.SUMMARY:
                probes.summary(in.readInt()).writeTo(out);
                break;
            case Op.UNWATCH:
                probes.unwatch(in.readInt()).writeTo(out);
                break;
            case Op.PATCH:
                probes.patch(PatchRequest.readFrom(in));
                break;
            case Op.UNPATCH:
                probes.unpatch(in.readInt()).writeTo(out);
                break;
            case Op.PATCHES:
                Map<Integer, byte[]> patches = OtherSessions.patches(instrumentation);
                out.writeInt(patches.size());
                for (Map.Entry<Integer, byte[]> patch : patches.entrySet()) {
                    out.writeInt(patch.getKey()).writeBytes(patch.getValue());
                }
                break;
            case Op.END_PATCH:
                out.writeBytes(OtherSessions.end(in.readInt(), instrumentation));
                break;
            case Op.RUNNING_CLASS:
                out.writeBytes(probes.running(in.readInt()));
                break;
            default:
                throw new ProtocolException("request with unknown code " + op);
        }
    }
}
