// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaFileObject;

/** A class file of the platform as the compiler is to see it. */
final class ShownFileObject extends ForwardingJavaFileObject<JavaFileObject> {
    private final UnaryOperator<byte[]> view;

    ShownFileObject(JavaFileObject original, UnaryOperator<byte[]> view) {
        super(original);
        this.view = view;
    }

    /** Returns what javac's own file manager knows: it takes no objects but its own. */
    static JavaFileObject original(JavaFileObject file) {
        return file instanceof ShownFileObject shown ? shown.fileObject : file;
    }

    static FileObject original(FileObject file) {
        return file instanceof ShownFileObject shown ? shown.fileObject : file;
    }

    @Override
    public InputStream openInputStream() throws IOException {
        try (InputStream in = super.openInputStream()) {
            return new ByteArrayInputStream(view.apply(in.readAllBytes()));
        }
    }
}
