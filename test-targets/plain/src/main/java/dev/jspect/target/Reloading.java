// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Loads one class anew, by its bytes, and leaves the others to its parent: each of these goes with what it has loaded. */
final class Reloading extends ClassLoader {
    private final String name;
    private final byte[] classFile;

    Reloading(String name, byte[] classFile) {
        this.name = name;
        this.classFile = classFile;
    }

    @Override
    protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
        return wanted.equals(name)
                ? defineClass(name, classFile, 0, classFile.length)
                : super.loadClass(wanted, resolve);
    }

    /** Reads the bytes of a class of this package. */
    static byte[] classFile(Class<?> type) throws IOException {
        String name = type.getName();
        try (InputStream in = type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                bytes.write(next);
            }
            return bytes.toByteArray();
        }
    }
}
