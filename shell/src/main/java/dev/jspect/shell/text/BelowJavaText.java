// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.shell.natives.NativeFrame;
import dev.jspect.shell.natives.NativeStack;
import dev.jspect.shell.natives.NativeThreads;
import dev.jspect.shell.natives.SystemCall;
import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.threads.StackFrame;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.io.IOException;
import java.util.List;

/** Writes what a thread does below Java, above its Java frames: those are of the same moment, or it is said. */
final class BelowJavaText {
    private static final int INDENT = 2;
    private static final String NATIVE_METHOD = "Java_";

    private final StyledText text;
    private final NativeThreads natives;

    BelowJavaText(StyledText text, NativeThreads natives) {
        this.text = text;
        this.natives = natives;
    }

    /**
     * Writes it.
     *
     * @param below the thread itself, or a virtual thread's carrier
     */
    void write(ThreadSnapshot thread, ThreadSnapshot below) throws IOException {
        SystemCall call = natives.callOf(below);
        if (call != null) {
            text.padTo(INDENT).add("in ").add(Kind.METHOD_NAME, call.toString()).endLine();
        }
        NativeStack stack = natives.stackOf(below);
        if (stack != null) {
            write(stack, thread, thread.carrierId() == 0 ? "it" : "its carrier");
        }
    }

    private void write(NativeStack stack, ThreadSnapshot thread, String who) throws IOException {
        List<NativeFrame> frames = stack.frames();
        if (stack.ran() && !frames.isEmpty()) {
            line(Kind.DIM, "a moment later, while " + who + " ran:");
        } else if (stack.ran() && stack.cut() == null) {
            String what = thread.frames().isEmpty() ? "code" : "Java, or other code";
            line(Kind.DIM, "a moment later " + who + " ran " + what + " that is in no file");
        }
        for (NativeFrame frame : frames) {
            text.padTo(INDENT).add("at ").add(Kind.DIM, frame.toString()).endLine();
        }
        if (stack.cut() != null) {
            line(Kind.WARNING, "... " + stack.cut());
        }
        if (stack.ran() && !frames.isEmpty() && hasGoneOn(frames.get(frames.size() - 1), thread)) {
            line(Kind.DIM, "a moment before, in Java:");
        }
    }

    private void line(Kind kind, String line) throws IOException {
        text.padTo(INDENT).add(kind, line).endLine();
    }

    /** Whether the outermost call is of another native method than that which the thread was in. */
    private static boolean hasGoneOn(NativeFrame outermost, ThreadSnapshot thread) {
        String symbol = outermost.symbol();
        if (symbol == null
                || !symbol.startsWith(NATIVE_METHOD)
                || thread.frames().isEmpty()) {
            return false;
        }
        StackFrame top = thread.frames().get(0);
        String expected = NATIVE_METHOD + mangled(top.className()) + '_' + mangled(top.methodName());
        return !symbol.equals(expected) && !symbol.startsWith(expected + "__");
    }

    /** As native methods are called (JNI specification, "Resolving Native Method Names"). */
    private static String mangled(String name) {
        StringBuilder mangled = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                mangled.append('_');
            } else if (c == '_') {
                mangled.append("_1");
            } else if (c < 128 && Character.isLetterOrDigit(c)) {
                mangled.append(c);
            } else {
                mangled.append(String.format("_0%04x", (int) c));
            }
        }
        return mangled.toString();
    }
}
