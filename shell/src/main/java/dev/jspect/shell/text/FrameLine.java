// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.threads.StackFrame;
import java.io.IOException;
import java.util.IdentityHashMap;

/**
 * Writes frames as {@code   at pkg.Type.method(File.java:12)}, the form that IDEs turn into a link. Where that is too
 * long, the file's name goes if the class's name tells it; class and method stay whole. Where variables are shown, the frame's
 * depth stands in front, by which it can be named: {@code    3 at ...}.
 */
final class FrameLine {
    private static final int DEPTH_END = 4;

    private final StyledText text;
    private final boolean numbered;

    /** Threads of a pool share their frames: most lines were written before. */
    private final IdentityHashMap<StackFrame, String> written = new IdentityHashMap<>();

    /**
     * @param numbered whether to tell the depth
     */
    FrameLine(StyledText text, boolean numbered) {
        this.text = text;
        this.numbered = numbered;
    }

    void write(StackFrame frame) throws IOException {
        String line = written.get(frame);
        if (line == null) {
            StringBuilder out = new StringBuilder(96);
            write(frame, text.onto(out), numbered);
            line = out.toString();
            written.put(frame, line);
        }
        text.appendLine(line);
    }

    private static void write(StackFrame frame, StyledText text, boolean numbered) throws IOException {
        String location = location(frame);
        if (numbered) {
            String depth = Integer.toString(frame.depth());
            text.padTo(DEPTH_END - depth.length());
            text.add(Kind.NUMBER, depth).add(Kind.DIM, " at ");
        } else {
            text.add(Kind.DIM, "  at ");
        }
        text.add(Kind.CLASS_NAME, frame.className()).add(Kind.DIM, ".");
        text.add(Kind.METHOD_NAME, frame.methodName());
        if (text.fits(location.length())) {
            text.add(Kind.LOCATION, location);
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
