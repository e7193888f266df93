// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

/** Class files as they are, but for a version that the compiler does not know yet: it reads those as its newest. */
final class PlainView implements ClassView {
    private final int maxMajor;

    PlainView(int maxMajor) {
        this.maxMajor = maxMajor;
    }

    @Override
    public byte[] show(byte[] classFile) {
        return ClassFileVersion.atMost(maxMajor, classFile);
    }

    @Override
    public byte[] showPlatform(String name, byte[] classFile) {
        return name.endsWith("module-info")
                ? ClassFileVersion.atMost(ClassFileVersion.MODULE, classFile)
                : show(classFile);
    }
}
