// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of one dump. HotSpot writes {@code pkg.Type.method(module@version/File.java:12)}, {@link StackTraceElement}
 * {@code loader/module@version/pkg.Type.method(File.java:12)}.
 */
final class FrameText {
    /** Threads of a pool repeat their frames: most lines of a dump were read before. */
    private final Map<String, StackFrame> known = new HashMap<>();

    /** The frame in this text, or null if it is none. */
    @Nullable
    StackFrame frame(String text, int depth) {
        StackFrame last = known.get(text);
        if (last != null && last.depth() == depth) {
            return last;
        }
        StackFrame frame = last == null ? parse(text, depth) : last.atDepth(depth);
        if (frame != null) {
            known.put(text, frame);
        }
        return frame;
    }

    private static @Nullable StackFrame parse(String frame, int depth) {
        // Method names may hold parentheses (Kotlin), so the last pair is the location.
        int open = frame.lastIndexOf('(');
        int dot = open < 0 ? -1 : frame.lastIndexOf('.', open);
        if (dot <= 0 || dot + 1 == open || !frame.endsWith(")")) {
            return null;
        }
        String loader = null;
        String module = null;
        int classStart = classStart(frame, dot);
        if (classStart > 0) {
            int moduleStart = frame.lastIndexOf('/', classStart - 2) + 1;
            loader = moduleStart > 1 ? frame.substring(0, moduleStart - 1) : null;
            module = withoutVersion(frame.substring(moduleStart, classStart - 1));
        }
        String location = frame.substring(open + 1, frame.length() - 1);
        int slash = location.indexOf('/');
        if (slash >= 0) {
            module = withoutVersion(location.substring(0, slash));
            location = location.substring(slash + 1);
        }
        String className = frame.substring(classStart, dot);
        String methodName = frame.substring(dot + 1, open);
        if (location.equals("Native Method")) {
            return new StackFrame(depth, className, methodName, null, null, -1, true, module, loader, List.of());
        }
        int line = line(location);
        return new StackFrame(
                depth, className, methodName, null, file(location, line), line, false, module, loader, List.of());
    }

    /** Where the class name begins: behind the last slash, but a hidden class's own suffix holds one too. */
    private static int classStart(String frame, int dot) {
        int slash = frame.lastIndexOf('/', dot);
        if (slash >= 0 && (frame.startsWith("0x", slash + 1) || Scan.digitsEnd(frame, slash + 1) == dot)) {
            slash = frame.lastIndexOf('/', slash - 1);
        }
        return slash + 1;
    }

    private static @Nullable String withoutVersion(String module) {
        int at = module.indexOf('@');
        String name = at < 0 ? module : module.substring(0, at);
        return name.isEmpty() ? null : name;
    }

    private static int line(String location) {
        int colon = location.lastIndexOf(':');
        long line = colon <= 0 ? -1 : Scan.number(location, colon + 1);
        return line > Integer.MAX_VALUE ? -1 : (int) line;
    }

    private static @Nullable String file(String location, int line) {
        if (location.isEmpty() || location.equals("Unknown Source") || location.equals("Redefined")) {
            return null;
        }
        return line < 0 ? location : location.substring(0, location.lastIndexOf(':'));
    }
}
