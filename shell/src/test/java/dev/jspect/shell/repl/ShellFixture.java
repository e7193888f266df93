// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.shell.Target;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.engine.InProcessTarget;
import dev.jspect.shell.engine.SnippetEngine;
import dev.jspect.shell.text.Style;
import dev.jspect.shell.threads.StackFrame;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSnapshot;
import dev.jspect.shell.threads.Threads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A shell in this JVM, whose target can be lost. */
final class ShellFixture implements AutoCloseable {
    final StringWriter written = new StringWriter();
    final Connection connection;
    final Screen screen;
    final Shell shell;

    @Nullable
    String loss;

    private boolean lost;

    ShellFixture() throws IOException {
        this(null);
    }

    /**
     * @param out where to write instead of {@link #written}
     */
    ShellFixture(@Nullable PrintWriter out) throws IOException {
        Target target = losable(new InProcessTarget());
        SnippetEngine engine = SnippetEngine.start(target.jvm(), () -> target, false);
        connection = new Connection(engine, new EngineThread(), target, ShellFixture::dump);
        screen = new Screen(out == null ? new PrintWriter(written) : out, Style.PLAIN, () -> 100, true);
        shell = new Shell(connection, screen, MoreCommands.NONE);
    }

    private Target losable(Target target) {
        return (Target) Proxy.newProxyInstance(
                Target.class.getClassLoader(), new Class<?>[] {Target.class}, (proxy, method, arguments) -> {
                    if (lost) {
                        throw new TargetException(TargetException.Kind.GONE, "the target is gone");
                    }
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    void loseTarget() {
        lost = true;
    }

    private static ThreadDump dump() {
        return new ThreadDump(
                Instant.EPOCH,
                "VM",
                List.of(
                        thread(1, "main", frame("java.lang.Object", "wait"), frame("com.shop.Orders", "main")),
                        thread(7, "http worker-1", frame("com.shop.Web", "serve"))),
                List.of(),
                false);
    }

    private static ThreadSnapshot thread(long id, String name, StackFrame... frames) {
        return Threads.thread(id, name, Thread.State.WAITING, List.of(frames));
    }

    private static StackFrame frame(String className, String method) {
        return new StackFrame(0, className, method, null, "A.java", 12, false, null, null, List.of());
    }

    /** Feeds lines in and returns what the shell wrote. */
    String feed(String... lines) throws IOException {
        written.getBuffer().setLength(0);
        loss = shell.run(Input.of(new BufferedReader(new StringReader(String.join("\n", lines))), connection));
        return written.toString();
    }

    @Override
    public void close() throws IOException {
        connection.engineThread().close();
        connection.engine().close();
    }
}
