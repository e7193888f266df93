// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

/** Text of ours with strings of a process in it: what could drive a terminal is shown, not sent; lines stay lines. */
final class Printable {
    private Printable() {}

    static String of(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (c != '\n' && (type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE)) {
                safe.append(String.format("\\u%04x", c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }
}
