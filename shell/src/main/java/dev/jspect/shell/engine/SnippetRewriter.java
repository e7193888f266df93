// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

final class SnippetRewriter {
    SnippetRewriter(OriginalClasses classes, boolean publicOnly) {}

    byte[] rewrite(byte[] classFile, int evalId) {
        return classFile;
    }
}
