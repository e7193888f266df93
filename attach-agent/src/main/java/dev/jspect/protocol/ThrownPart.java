// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

/** One throwable of an {@link ExceptionCapture}. */
public final class ThrownPart {
    /** What was constructed. */
    public static final int THROWN = 0;
    /** The cause of the one before. */
    public static final int CAUSE = 1;
    /** Suppressed by the last one that was not suppressed itself. */
    public static final int SUPPRESSED = 2;

    static final int LEAST_LENGTH = 16;

    /** One of the constants above. */
    public final int relation;
    /** The name of its class. */
    public final String className;
    /** Its message, as its field has it: {@link ValueTree#NULL} for none. */
    public final ValueTree message;
    /** What of its causes and those suppressed is not told, in words; null when nothing is missing. */
    public final String leftOut;

    /** Each parameter as the field of its name. */
    public ThrownPart(int relation, String className, ValueTree message, String leftOut) {
        this.relation = relation;
        this.className = className;
        this.message = message;
        this.leftOut = leftOut;
    }

    void writeTo(BodyWriter out) {
        out.writeInt(relation).writeString(className);
        message.writeTo(out);
        out.writeString(leftOut);
    }

    static ThrownPart readFrom(BodyReader in) throws ProtocolException {
        int relation = in.readInt();
        if (relation < THROWN || relation > SUPPRESSED) {
            throw new ProtocolException("a throwable that is " + relation + " to another");
        }
        return new ThrownPart(relation, in.readText(), ValueTree.readFrom(in), in.readString());
    }
}
