// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.soak;

import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.locals.FrameLocals;
import dev.jspect.shell.threads.StackFrame;
import org.jspecify.annotations.Nullable;

/** Of the target {@code Known}: its methods {@code known} and {@code loop}. */
final class ExpectedOfKnown implements Expectation {
    @Override
    public boolean covers(StackFrame frame) {
        return frame.className().equals("dev.jspect.target.Known")
                && (frame.methodName().equals("known") || frame.methodName().equals("loop"));
    }

    @Override
    public @Nullable Integer id(FrameLocals locals) {
        ValueTree id = Expectation.valueOf(locals, "id");
        return id == null ? null : (int) id.bits;
    }

    @Override
    public @Nullable String value(String name, int id) {
        return switch (name) {
            case "id" -> "int " + id;
            case "i" -> "int " + (id * 7 + 1);
            case "l" -> "long " + id * 1_000_000_007L;
            case "f" -> "float " + id * 0.25f;
            case "d" -> "double " + id * 0.5;
            case "b" -> "byte " + (byte) (id * 3);
            case "s" -> "short " + (short) (id * 5);
            case "c" -> "char " + (int) (char) (id * 11);
            case "z" -> "boolean " + (id % 2 != 0);
            case "text" -> "s" + id;
            case "array" -> "[int " + id + ", int " + (id + 1) + "]";
            case "list" -> "[int " + id + ", int " + (id - 1) + "]";
            case "pair" -> "{one=int " + id + ", other=int " + -id + "}";
            case "nothing" -> "null";
            default -> null;
        };
    }
}
