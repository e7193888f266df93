// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.PatchRequest;
import java.util.Set;
import java.util.function.Function;

/**
 * What other sessions find of a patch. The dispatcher has it under a number below zero, where no probe looks. Their jspect may be of another version:
 * what is asked is {@code {"status"}} or {@code {"end"}}, and the answer bytes. A session's own door answers {@code {"changes", Class}}, with a Boolean.
 */
final class PatchDoor implements Function<Object[], Object> {
    static final String STATUS = "status";
    static final String END = "end";
    static final String CHANGES = "changes";
    /** What stands for an answer that nobody can read. */
    static final byte[] UNKNOWN = {};

    private final SessionProbes session;
    private final PatchRequest request;
    private final Set<Class<?>> types;

    PatchDoor(SessionProbes session, PatchRequest request, Set<Class<?>> types) {
        this.session = session;
        this.request = request;
        this.types = types;
    }

    int id() {
        return request.id;
    }

    PatchRequest request() {
        return request;
    }

    /** Returns the classes that are changed for it. */
    Set<Class<?>> types() {
        return types;
    }

    int key() {
        return key(request.number());
    }

    static int key(int number) {
        return -number;
    }

    @Override
    public Object apply(Object[] asked) {
        BodyWriter out = new BodyWriter();
        if (asked[0].equals(STATUS)) {
            session.status(request.id).writeTo(out);
        } else if (asked[0].equals(END)) {
            session.endForOthers(request.id, types).writeTo(out);
        } else {
            return null;
        }
        return out.toByteArray();
    }
}
