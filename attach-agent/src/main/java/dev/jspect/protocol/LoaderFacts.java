// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.List;

/** A class loader of the target. */
public final class LoaderFacts {
    /** Names the loader within this session; above 0. */
    public final int id;
    /** Its class. */
    public final String className;
    /** The name it was given (JDK 9+), or null. */
    public final String name;
    /** {@code System.identityHashCode}: what {@code --loader @hash} means. */
    public final int identityHash;
    /** The {@link #id} of its parent, 0 for the boot loader. */
    public final int parentId;
    /** How many classes it has defined. */
    public final int classCount;
    /** Where it loads from, as URLs in its own order; empty where it does not say. */
    public final List<String> urls;

    /** Each parameter as the field of its name. */
    public LoaderFacts(
            int id, String className, String name, int identityHash, int parentId, int classCount, List<String> urls) {
        this.id = id;
        this.className = className;
        this.name = name;
        this.identityHash = identityHash;
        this.parentId = parentId;
        this.classCount = classCount;
        this.urls = urls;
    }

    /** Appends these facts to a body. */
    public void writeTo(BodyWriter out) {
        out.writeInt(id).writeString(className).writeString(name).writeInt(identityHash);
        out.writeInt(parentId).writeInt(classCount).writeStrings(urls);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static LoaderFacts readFrom(BodyReader in) throws ProtocolException {
        return new LoaderFacts(
                in.readInt(),
                in.readText(),
                in.readString(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readStrings());
    }
}
