// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

/** How many objects of a class there are in the heap. */
public final class ClassCount {
    static final int LEAST_LENGTH = 24;

    /** {@code Class.getName}. */
    public final String className;
    /** {@code System.identityHashCode} of its loader, 0 for the boot loader. */
    public final int loaderHash;
    /** Objects of just this class. */
    public final long count;
    /** What they take themselves, without what they refer to. */
    public final long shallowBytes;

    /** Each parameter as the field of its name. */
    public ClassCount(String className, int loaderHash, long count, long shallowBytes) {
        this.className = className;
        this.loaderHash = loaderHash;
        this.count = count;
        this.shallowBytes = shallowBytes;
    }

    void writeTo(BodyWriter out) {
        out.writeString(className).writeInt(loaderHash).writeLong(count).writeLong(shallowBytes);
    }

    static ClassCount readFrom(BodyReader in) throws ProtocolException {
        return new ClassCount(in.readText(), in.readInt(), in.readLong(), in.readLong());
    }
}
