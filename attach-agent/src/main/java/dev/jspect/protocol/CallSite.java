// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

/** A frame of who has called. */
public final class CallSite {
    /** What it takes at least, in bytes. */
    static final int LEAST_LENGTH = 16;

    /** The class's name. */
    public final String className;
    /** The method's name. */
    public final String methodName;
    /** Where its source is; null when nothing tells it. */
    public final String fileName;
    /** As {@code StackTraceElement.getLineNumber}. */
    public final int line;

    /** Each parameter as the field of its name. */
    public CallSite(String className, String methodName, String fileName, int line) {
        this.className = className;
        this.methodName = methodName;
        this.fileName = fileName;
        this.line = line;
    }

    /** Returns it as a JVM shows it. */
    public StackTraceElement element() {
        return new StackTraceElement(className, methodName, fileName, line);
    }

    void writeTo(BodyWriter out) {
        out.writeString(className).writeString(methodName).writeString(fileName).writeInt(line);
    }

    static CallSite readFrom(BodyReader in) throws ProtocolException {
        return new CallSite(in.readText(), in.readText(), in.readString(), in.readInt());
    }
}
