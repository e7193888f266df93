// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.soak;

import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.locals.FrameLocals;
import dev.jspect.shell.threads.StackFrame;
import org.jspecify.annotations.Nullable;

/** Of the target {@code Scattered}: its methods {@code held} and {@code below}, of that one's parameters also without their names. */
public final class ExpectedOfScattered implements Expectation {
    @Override
    public boolean covers(StackFrame frame) {
        return frame.className().equals("dev.jspect.target.Scattered")
                && (frame.methodName().equals("held") || frame.methodName().equals("below"));
    }

    @Override
    public @Nullable Integer id(FrameLocals locals) {
        ValueTree ints = Expectation.valueOf(locals, "ints");
        if (ints != null) {
            return ints.members.isEmpty() ? null : (int) ints.members.get(0).bits;
        }
        ValueTree id = Expectation.valueOf(locals, "id");
        ValueTree unnamed = Expectation.valueOf(locals, "arg1");
        return id != null
                ? Integer.valueOf((int) id.bits)
                : unnamed != null ? Integer.valueOf((int) unnamed.bits) : null;
    }

    private static String base(int id) {
        return "small=byte " + (byte) (id * 3) + ", wide=long " + id * 1_000_000_007L + ", kept=kept-" + (id & 15)
                + ", brief=short " + (short) (id * 5) + ", unseen=null";
    }

    private static String derived(int id) {
        return base(id) + ", flag=boolean " + (id % 2 != 0) + ", text=kept-" + (id & 15) + ", real=double " + id * 0.5
                + ", letter=char " + (int) (char) (id * 11) + ", number=int " + (id * 7 + 1) + ", single=float "
                + id * 0.25f + ", within=seen Scattered$Base, maybe=" + ((id & 15) == 0 ? "null" : "kept-" + (id & 15))
                + ", words=seen String;, stored=seen String;";
    }

    @Override
    public @Nullable String value(String name, int id) {
        return switch (name) {
            case "id", "arg1" -> "int " + id;
            case "kept" -> "kept-" + (id & 15);
            case "base" -> "{" + base(id) + "}";
            case "derived" -> "{" + derived(id) + "}";
            case "passed", "arg3" -> "{next=null, value=int " + id + "}";
            case "array", "arg4" -> "[int " + id + "]";
            case "words" -> "[kept-" + (id & 15) + ", two]";
            case "ints" -> "[int " + id + ", int " + (id + 1) + ", int " + -id + "]";
            case "longs" -> "[long " + id * 1_000_000_007L + ", long " + (long) -id + "]";
            case "bytes" -> "[byte " + (byte) id + ", byte " + (byte) (id * 3) + ", byte 1]";
            case "doubles" -> "[double " + id * 0.5 + ", double 2.25]";
            case "mixed" -> "[kept-" + (id & 15) + ", null, int " + (id + 1_000) + ", seen Scattered$Base]";
            case "boxed" -> "long " + (id + 1_000_000L);
            case "nested" -> "{next={next=null, value=int " + id + "}, value=int " + (id + 1) + "}";
            case "either" -> "{next=null, value=int " + (id % 2 == 0 ? id : -id) + "}";
            case "nothing" -> "null";
            default -> null;
        };
    }
}
