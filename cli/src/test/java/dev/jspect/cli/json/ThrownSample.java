// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.FrameCapture;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.MethodFacts;
import dev.jspect.protocol.ThreadCapture;
import dev.jspect.protocol.ThrownPart;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.locals.FrameLocals;
import dev.jspect.shell.locals.Variable;
import dev.jspect.shell.source.SourceExcerpt;
import dev.jspect.shell.threads.StackFrame;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An exception as it may be captured: thrown by a method of the JDK, which the application's one called. */
final class ThrownSample {
    static final String ID = "0123456789abcdef0123456789abcdef";

    private static final SourceExcerpt SOURCE = new SourceExcerpt(
            "/src/com/shop/Till.java", 7, false, List.of("a();", "b();"), "return parse(text);", List.of("}", ""));

    private ThrownSample() {}

    static SentryEvent event(List<ThrownPart> parts, List<Variable> variables) {
        return calledBy(parts, List.of(frame("com.shop.Till", variables)));
    }

    static SentryEvent calledBy(List<ThrownPart> parts, List<StackFrame> callers) {
        List<StackFrame> frames = new ArrayList<>();
        frames.add(new StackFrame(
                0, "java.lang.Integer", "parse0", "()V", null, -1, true, null, null, List.of(), -1, null, null));
        frames.addAll(callers);
        return new SentryEvent(ID, capture(parts, frames), thread(frames), source(List.of()));
    }

    static StackFrame frame(String className, List<Variable> variables) {
        return new StackFrame(
                1,
                className,
                "sum",
                "(Ljava/lang/String;)I",
                "Till.java",
                7,
                false,
                null,
                null,
                List.of(),
                3,
                new FrameLocals(variables, null),
                SOURCE);
    }

    static ThrownPart part(int relation, String className, String message) {
        return new ThrownPart(
                relation, className, ValueTree.ofString(message, "java.lang.String", 0, message.length(), null), null);
    }

    static List<ThrownPart> one() {
        return List.of(part(ThrownPart.THROWN, "java.lang.NumberFormatException", "For input string: \"x\""));
    }

    static SentryEvent.Source source(List<String> application) {
        JvmProcess target = new JvmProcess(
                70,
                7,
                "orders.jar\n\u001b",
                null,
                "lib/orders.jar",
                List.of(),
                List.of(),
                "17.0.15",
                "/opt/jdk",
                "Someone",
                "OpenJDK 64-Bit Server VM",
                "me",
                1000,
                1000,
                5,
                12_345,
                "0123456789ab",
                true,
                null,
                Path.of("/"));
        return new SentryEvent.Source(target, application, "1.0", "host", "shop@2.1");
    }

    private static ExceptionCapture capture(List<ThrownPart> parts, List<StackFrame> frames) {
        List<MethodFacts> methods = new ArrayList<>();
        List<FrameCapture> captured = new ArrayList<>();
        for (StackFrame frame : frames) {
            captured.add(new FrameCapture(methods.size(), 3, FrameCapture.READ, new int[0], List.of()));
            methods.add(new MethodFacts(
                    1,
                    frame.className(),
                    frame.methodName(),
                    "()V",
                    0,
                    frame.className().startsWith("java.") ? MethodFacts.BOOT : MethodFacts.APPLICATION,
                    null,
                    null,
                    null,
                    new int[0],
                    List.of(),
                    false));
        }
        ThreadCapture thread = new ThreadCapture(21, "http-1", false, 5, null, frames.size(), captured);
        return new ExceptionCapture(
                1,
                1_700_000_000_123L,
                4,
                false,
                null,
                parts,
                new FramesCapture(FramesCapture.LOCALS, null, 0, false, 0, methods, List.of(thread)),
                null,
                ExceptionCapture.NOT_ASKED);
    }

    private static ThreadSnapshot thread(List<StackFrame> frames) {
        return new ThreadSnapshot(
                21,
                "http-1",
                false,
                false,
                false,
                0,
                Thread.State.RUNNABLE,
                null,
                null,
                null,
                0,
                0,
                null,
                frames,
                List.of(),
                null,
                2,
                null);
    }
}
