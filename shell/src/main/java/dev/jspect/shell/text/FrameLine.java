// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.threads.StackFrame;
import java.io.IOException;

/**
 * Writes one frame as {@code   at pkg.Type.method(File.java:12)}, the form that IDEs turn into a link. Where that is too
 * long, the file's name goes if the class's name tells it; class and method stay whole.
 */
final class FrameLine {
    private FrameLine() {}

    static void write(StackFrame frame, StyledText text) throws IOException {
        String location = SafeText.of(location(frame));
        text.add(Kind.DIM, "  at ");
        text.add(Kind.CLASS_NAME, frame.className()).add(Kind.DIM, ".");
        text.add(Kind.METHOD_NAME, frame.methodName());
        if (text.fits(CellWidth.of(location))) {
            text.addSafe(Kind.LOCATION, location);
        } else {
            text.add(Kind.LOCATION, shortLocation(frame));
        }
        text.endLine();
    }

    private static String location(StackFrame frame) {
        StringBuilder location = new StringBuilder(48).append('(');
        if (frame.nativeMethod()) {
            location.append("Native Method");
        } else if (frame.file() == null) {
            location.append("Unknown Source");
        } else {
            location.append(frame.file());
            if (frame.line() >= 0) {
                location.append(':').append(frame.line());
            }
        }
        return location.append(')').toString();
    }

    private static String shortLocation(StackFrame frame) {
        if (frame.nativeMethod()) {
            return "(native)";
        }
        if (frame.file() == null) {
            return "";
        }
        String line = frame.line() < 0
                ? ""
                : "(:".concat(Integer.toString(frame.line())).concat(")");
        return isNamedAfterClass(frame.file(), frame.className()) ? line : location(frame);
    }

    private static boolean isNamedAfterClass(String file, String className) {
        int simple = className.lastIndexOf('.') + 1;
        int dot = file.lastIndexOf('.');
        if (dot <= 0 || !className.startsWith(file.substring(0, dot), simple)) {
            return false;
        }
        int end = simple + dot;
        return end == className.length() || className.charAt(end) == '$';
    }
}
