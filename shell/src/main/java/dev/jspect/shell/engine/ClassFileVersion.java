// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

/** The version of class files, lowered to what the compiler reads. */
final class ClassFileVersion {
    /**
     * Of a module-info: from version 54 on javac 17 refuses a transitive {@code requires java.base}, which JDK 25 has (JEP
     * 511).
     */
    static final int MODULE = 53;

    private static final int MINOR_AT = 4;
    private static final int MAJOR_AT = 6;

    private ClassFileVersion() {}

    /**
     * Returns the class file, or a copy as of the newest version given; then also without the mark of preview features.
     *
     * @throws IllegalArgumentException when there is no version in it
     */
    static byte[] atMost(int maxMajor, byte[] classFile) {
        if (classFile.length < MAJOR_AT + 2) {
            throw new IllegalArgumentException("class file ends early");
        }
        boolean preview = (classFile[MINOR_AT] | classFile[MINOR_AT + 1]) != 0;
        int major = (classFile[MAJOR_AT] & 0xff) << 8 | (classFile[MAJOR_AT + 1] & 0xff);
        if (major <= maxMajor && !preview) {
            return classFile;
        }
        byte[] lowered = classFile.clone();
        lowered[MINOR_AT] = 0;
        lowered[MINOR_AT + 1] = 0;
        int shown = Math.min(major, maxMajor);
        lowered[MAJOR_AT] = (byte) (shown >> 8);
        lowered[MAJOR_AT + 1] = (byte) shown;
        return lowered;
    }
}
