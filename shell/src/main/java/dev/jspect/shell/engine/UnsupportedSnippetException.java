// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

final class UnsupportedSnippetException extends RuntimeException {
    UnsupportedSnippetException(String m) {
        super(m);
    }
}
