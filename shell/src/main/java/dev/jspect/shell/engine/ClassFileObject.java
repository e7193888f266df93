// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/** A class of the target's application, for the compiler. Its bytes are fetched when the compiler reads them. */
final class ClassFileObject extends SimpleJavaFileObject {
    /** Where bytes come from. */
    interface Source {
        byte[] read() throws IOException;
    }

    private final String className;
    private final Source source;

    ClassFileObject(String className, Source source) {
        super(URI.create("jspect:///" + className.replace('.', '/') + Kind.CLASS.extension), Kind.CLASS);
        this.className = className;
        this.source = source;
    }

    String className() {
        return className;
    }

    @Override
    public InputStream openInputStream() throws IOException {
        return new ByteArrayInputStream(source.read());
    }
}
