// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

/** Who the target is, as it says itself. */
public final class TargetFacts {
    /** Everything is allowed. */
    public static final int POLICY_NONE = 0;
    /** Nothing that could change the target is allowed: no evaluation, no patch. */
    public static final int POLICY_READ_ONLY = 1;
    /** Nothing is allowed. */
    public static final int POLICY_OFF = 2;

    /** {@code java.specification.version}: {@code 1.8}, {@code 17}. */
    public final String specificationVersion;
    /** {@code java.home}, as the target sees it. */
    public final String javaHome;
    /** {@code java.class.path}. */
    public final String classPath;
    /** {@code user.dir}: what relative class path entries are relative to. */
    public final String workingDirectory;
    /** One of the {@code POLICY_} constants: what {@code jspect.policy} says in the target. */
    public final int policy;

    /** Each parameter as the field of its name. */
    public TargetFacts(
            String specificationVersion, String javaHome, String classPath, String workingDirectory, int policy) {
        this.specificationVersion = specificationVersion;
        this.javaHome = javaHome;
        this.classPath = classPath;
        this.workingDirectory = workingDirectory;
        this.policy = policy;
    }

    /** Appends these facts to a body. */
    public void writeTo(BodyWriter out) {
        out.writeString(specificationVersion).writeString(javaHome).writeString(classPath);
        out.writeString(workingDirectory).writeInt(policy);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static TargetFacts readFrom(BodyReader in) throws ProtocolException {
        return new TargetFacts(in.readText(), in.readText(), in.readText(), in.readText(), readPolicy(in));
    }

    private static int readPolicy(BodyReader in) throws ProtocolException {
        int policy = in.readInt();
        if (policy < POLICY_NONE || policy > POLICY_OFF) {
            throw new ProtocolException("policy " + policy);
        }
        return policy;
    }
}
