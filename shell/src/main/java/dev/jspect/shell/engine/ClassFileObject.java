// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import javax.tools.SimpleJavaFileObject;

/** A class of the target's application, for the compiler. Its bytes are fetched when the compiler reads them. */
final class ClassFileObject extends SimpleJavaFileObject {
    /** Where bytes come from. */
    interface Source {
        byte[] read() throws IOException;
    }

    /** An own address for each would be parsed for each, and a package has hundreds. */
    private static final URI ANY = URI.create("jspect:///");

    private final String className;
    private final Source source;

    ClassFileObject(String className, Source source) {
        super(ANY, Kind.CLASS);
        this.className = className;
        this.source = source;
    }

    String className() {
        return className;
    }

    @Override
    public String getName() {
        return "/" + className.replace('.', '/') + Kind.CLASS.extension;
    }

    @Override
    public URI toUri() {
        try {
            // Quotes what an address may not have: Kotlin has class names with spaces.
            return new URI(ANY.getScheme(), null, getName(), null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
        return kind == Kind.CLASS && getName().endsWith("/" + simpleName + kind.extension);
    }

    @Override
    public InputStream openInputStream() throws IOException {
        return new ByteArrayInputStream(source.read());
    }
}
