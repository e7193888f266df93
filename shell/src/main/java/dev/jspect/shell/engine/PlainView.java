// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

/** Class files as they are, but for a version that the compiler does not know yet: it reads those as its newest. */
final class PlainView implements ClassView {
    private static final int MAJOR_AT = 6;

    private final int maxMajor;

    PlainView(int maxMajor) {
        this.maxMajor = maxMajor;
    }

    @Override
    public byte[] show(byte[] classFile) {
        if (classFile.length < MAJOR_AT + 2) {
            return classFile;
        }
        int major = (classFile[MAJOR_AT] & 0xff) << 8 | (classFile[MAJOR_AT + 1] & 0xff);
        if (major <= maxMajor) {
            return classFile;
        }
        byte[] shown = classFile.clone();
        shown[MAJOR_AT] = (byte) (maxMajor >> 8);
        shown[MAJOR_AT + 1] = (byte) maxMajor;
        // The minor version marks preview features of another release.
        shown[MAJOR_AT - 2] = 0;
        shown[MAJOR_AT - 1] = 0;
        return shown;
    }

    @Override
    public byte[] showPlatform(String name, byte[] classFile) {
        return show(classFile);
    }
}
