// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.Op;
import dev.jspect.shell.TargetException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What a session's end in the target has, beyond what each begins with. Any thread. */
final class Parts {
    private final JvmProcess process;
    private final int feature;
    private final Requests requests;
    private final Set<Part> added = EnumSet.noneOf(Part.class);

    Parts(JvmProcess process, int feature, Requests requests) {
        this.process = process;
        this.feature = feature;
        this.requests = requests;
    }

    /**
     * Adds a part, and what it is built on, once.
     *
     * @param otherwise what cannot be done without it
     */
    synchronized void add(Part part, String otherwise) throws TargetException {
        if (!added.contains(Part.LIBRARY)) {
            LibraryFile.load(process, feature, otherwise, (path, library) -> {
                addClasses(Part.LIBRARY);
                requests.send(
                        Op.LOAD_LIBRARY, new BodyWriter().writeString(path).writeBytes(library));
            });
            added.add(Part.LIBRARY);
        }
        if (!added.contains(part)) {
            addClasses(part);
            added.add(part);
        }
    }

    private void addClasses(Part part) throws TargetException {
        Map<String, byte[]> classes = AgentFiles.part(part);
        BodyWriter body = new BodyWriter().writeInt(classes.size());
        classes.forEach((name, classFile) -> body.writeString(name).writeBytes(classFile));
        requests.send(Op.ADD_CLASSES, body);
    }
}
