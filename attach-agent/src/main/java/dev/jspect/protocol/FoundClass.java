// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** A loaded class of the target. */
public final class FoundClass {
    /** What it takes at least, in bytes. */
    static final int LEAST_LENGTH = 26;

    /** Names it within a session, from 1. */
    public final int id;
    /** {@code Class.getName}. */
    public final String name;
    /** The loader that has defined it, as {@link LoaderFacts#id}; 0 for the boot loader. */
    public final int loaderId;
    /** Whether agents may change it. */
    public final boolean modifiable;
    /** Whether its probes can be linked: not those of classes that linking itself may need. */
    public final boolean linkable;
    /** Its class file as it runs, with what agents made of it; null where it cannot be had. */
    public final byte[] classFile;
    /** The class file that its loader has a resource of; null where there is none, or none was asked for. */
    public final byte[] resource;
    /** Names of parameters, where they were asked for and there is no resource. */
    public final List<MethodParameters> parameters;

    /** Each parameter as the field of its name. */
    public FoundClass(
            int id,
            String name,
            int loaderId,
            boolean modifiable,
            boolean linkable,
            byte[] classFile,
            byte[] resource,
            List<MethodParameters> parameters) {
        this.id = id;
        this.name = name;
        this.loaderId = loaderId;
        this.modifiable = modifiable;
        this.linkable = linkable;
        this.classFile = classFile;
        this.resource = resource;
        this.parameters = parameters;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeInt(id)
                .writeString(name)
                .writeInt(loaderId)
                .writeBoolean(modifiable)
                .writeBoolean(linkable)
                .writeBytes(classFile)
                .writeBytes(resource)
                .writeInt(parameters.size());
        for (MethodParameters method : parameters) {
            method.writeTo(out);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static FoundClass readFrom(BodyReader in) throws ProtocolException {
        int id = in.readInt();
        String name = in.readText();
        int loaderId = in.readInt();
        boolean modifiable = in.readBoolean();
        boolean linkable = in.readBoolean();
        byte[] classFile = in.readBytes();
        byte[] resource = in.readBytes();
        List<MethodParameters> parameters = new ArrayList<MethodParameters>();
        for (int count = in.readCount(MethodParameters.LEAST_LENGTH); count > 0; count--) {
            parameters.add(MethodParameters.readFrom(in));
        }
        return new FoundClass(id, name, loaderId, modifiable, linkable, classFile, resource, parameters);
    }
}
