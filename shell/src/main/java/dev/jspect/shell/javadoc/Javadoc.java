// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.javadoc;

import dev.jspect.shell.source.SourceArchives;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the documentation of a method begins with. */
public final class Javadoc {
    private final SourceArchives archives;

    /**
     * @param archives where the sources are
     */
    public Javadoc(SourceArchives archives) {
        this.archives = archives;
    }

    /**
     * Returns the first paragraph of a method's documentation, as text.
     *
     * @param topLevel the full name of the outermost class
     * @return null when there is none
     */
    public @Nullable String firstParagraph(String topLevel, MethodName method, List<Path> classPath) {
        String source = archives.source(topLevel, classPath);
        String comment = source == null ? null : DocComments.of(source, method);
        return comment == null ? null : CommentText.firstParagraph(comment);
    }
}
