// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.ThreadDumps;
import dev.jspect.cli.audit.AuditLog;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.repl.Connection;
import dev.jspect.shell.repl.EngineThread;
import dev.jspect.shell.repl.Input;
import dev.jspect.shell.repl.Screen;
import dev.jspect.shell.repl.Shell;
import dev.jspect.shell.repl.TerminalInput;
import dev.jspect.shell.threads.ThreadDump;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** What a shell is shown on: a terminal where there is one on both sides, else stdin and stdout as they are. */
final class ShellTerminal implements AutoCloseable {
    private final Invocation invocation;
    private final org.jline.terminal.@Nullable Terminal terminal;
    private final Screen screen;

    private ShellTerminal(Invocation invocation, org.jline.terminal.@Nullable Terminal terminal, Screen screen) {
        this.invocation = invocation;
        this.terminal = terminal;
        this.screen = screen;
    }

    static ShellTerminal open(Invocation invocation, CommonOptions common) throws IOException {
        if (!invocation.outIsTerminal() || !Terminal.isIn()) {
            PrintWriter out = new PrintWriter(invocation.out(), false, StandardCharsets.UTF_8);
            int columns = Terminal.columns(invocation);
            return new ShellTerminal(
                    invocation,
                    null,
                    new Screen(out, common.style(invocation), () -> columns, invocation.outIsTerminal()));
        }
        org.jline.terminal.Terminal terminal = TerminalBuilder.builder()
                .name("jspect")
                .system(true)
                .dumb(true)
                .encoding(StandardCharsets.UTF_8)
                // Else Ctrl-\ would be the end of us without a farewell to the target.
                .signalHandler(org.jline.terminal.Terminal.SignalHandler.SIG_IGN)
                .build();
        Screen screen = new Screen(terminal.writer(), common.style(invocation), () -> width(terminal), true);
        return new ShellTerminal(invocation, terminal, screen);
    }

    private static int width(org.jline.terminal.Terminal terminal) {
        int columns = terminal.getSize().getColumns();
        return columns > 0 ? columns : Terminal.USUAL_COLUMNS;
    }

    /** Says whether somebody types. */
    boolean isInteractive() {
        return terminal != null;
    }

    Screen screen() {
        return screen;
    }

    /**
     * Runs a shell until its user leaves.
     *
     * @param patience how long a thread dump may take
     * @return why the target was lost, or null when it was not
     */
    @Nullable
    String run(TargetSession session, JvmProcess process, Duration patience) throws IOException {
        try (EngineThread thread = new EngineThread()) {
            Connection connection =
                    new Connection(session.engine(), thread, session.target(), () -> dump(process, patience));
            ShellProbes probes = new ShellProbes(invocation, process, session.target(), screen);
            Shell shell = new Shell(connection, screen, probes);
            Input input = input(shell, connection, process);
            session.redirectOutput(
                    new StoppingOutput(screen.output(), screen::isBroken, shell::interrupt),
                    terminal == null ? invocation.err() : screen.output());
            var unused = ProcessHandle.of(process.pid())
                    .map(ProcessHandle::onExit)
                    .map(exit -> exit.thenRun(() -> shell.targetEnded("the target has ended")));
            String loss = shell.run(input);
            if (probes.leavesDispatcher()) {
                session.leftDispatcher();
            }
            return loss;
        }
    }

    private Input input(Shell shell, Connection connection, JvmProcess process) throws IOException {
        if (terminal == null) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(invocation.in(), StandardCharsets.UTF_8));
            return Input.of(lines, connection);
        }
        Path history = AuditLog.directory(invocation.environment()).resolve("history");
        String name = process.name().isEmpty() ? String.valueOf(process.pid()) : process.name();
        return TerminalInput.of(terminal, shell, connection, screen, name, history);
    }

    private static ThreadDump dump(JvmProcess process, Duration patience) throws TargetException {
        try {
            Deadline deadline = Deadline.after(patience);
            return ThreadDumps.of(process, deadline).take(deadline);
        } catch (JspectException e) {
            throw new TargetException(TargetException.Kind.FAILED, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        if (terminal != null) {
            terminal.close();
        }
    }
}
