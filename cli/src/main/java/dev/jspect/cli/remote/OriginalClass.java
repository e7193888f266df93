// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.protocol.FoundClass;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.instrument.ClassDigest;
import dev.jspect.shell.instrument.ParameterGraft;
import dev.jspect.shell.instrument.ProbeRewriter;
import org.jspecify.annotations.Nullable;

/**
 * A class as it was before it is changed. When a JVM hands out a class, it leaves the names of parameters out, and a change puts
 * that in place (JDK-8240908, in 8, 11, and 17 before 17.0.20): they are put in again, from the file that the class came from, or as reflection had them.
 */
final class OriginalClass {
    private static final int JAVA_8 = 8;

    private final FoundClass type;
    private final byte[] complete;
    private final boolean grafted;
    private final boolean redefines;

    private OriginalClass(FoundClass type, byte[] complete, boolean grafted, boolean redefines) {
        this.type = type;
        this.complete = complete;
        this.grafted = grafted;
        this.redefines = redefines;
    }

    /**
     * Returns a class as it runs, with the names of parameters that it has.
     *
     * @param feature the target's version of Java
     * @throws TargetException also when another session's probes are in it
     */
    static OriginalClass of(FoundClass type, int feature) throws TargetException {
        byte[] running = type.classFile;
        if (running == null) {
            throw new TargetException(
                    TargetException.Kind.FAILED, "the target does not let " + type.name + " be changed");
        }
        if (ProbeRewriter.hasProbes(running)) {
            throw new TargetException(
                    TargetException.Kind.FAILED,
                    "another jspect has changed " + type.name
                            + ". jspect patches lists what is patched, jspect detach ends all");
        }
        byte[] complete = complete(type, running);
        boolean redefines = feature == JAVA_8
                && type.resource != null
                && ClassDigest.of(type.resource).equals(ClassDigest.of(complete));
        return new OriginalClass(type, complete, complete != running, redefines);
    }

    private static byte[] complete(FoundClass type, byte[] running) {
        return type.resource == null
                ? ParameterGraft.into(running, type.parameters)
                : ParameterGraft.into(running, type.resource);
    }

    FoundClass type() {
        return type;
    }

    /** Returns its class file. */
    byte[] complete() {
        return complete;
    }

    /** Returns the same where the target would not put it back without being told; else null. */
    byte @Nullable [] restored() {
        return grafted ? complete : null;
    }

    /** Whether it is better redefined than retransformed. */
    boolean redefines() {
        return redefines;
    }

    /** Says whether what the target has handed out, perhaps without names of parameters, is what it was given. */
    static boolean isSame(byte[] given, byte[] running) {
        return ClassDigest.of(ParameterGraft.into(running, given)).equals(ClassDigest.of(given));
    }

    /** Says whether a class file that the target has just handed out says the same. */
    boolean is(byte[] running) {
        return ClassDigest.of(complete(type, running)).equals(ClassDigest.of(complete));
    }
}
