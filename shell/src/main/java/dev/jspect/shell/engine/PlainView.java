// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

/** Class files as they are. */
final class PlainView implements ClassView {
    @Override
    public byte[] show(byte[] classFile) {
        return classFile;
    }

    @Override
    public byte[] showPlatform(String name, byte[] classFile) {
        return classFile;
    }
}
