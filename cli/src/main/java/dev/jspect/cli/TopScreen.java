// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.shell.natives.ThreadLoad;
import dev.jspect.shell.text.SafeText;
import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.text.StyledText;
import dev.jspect.shell.text.TopText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;

/** The same in a terminal, in place, with keys; leaves the screen as it was, whatever ends it but kill -9. */
final class TopScreen {
    /** The other screen, without a cursor, and back (xterm, {@code ctlseqs}). */
    private static final String ENTER = "\u001b[?1049h\u001b[?25l";

    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";
    private static final String KEYS = "q leave · sort by c cpu, t time, n name, i id, s state · / choose threads";

    /** Head, heading and keys. */
    private static final int OTHER_LINES = 4;

    private static final int LONGEST_TYPED = 100;
    private static final int ESCAPE = 27;
    private static final int DELETE = 127;
    private static final int BACKSPACE = 8;

    private final TopCommand command;
    private final Invocation invocation;
    private final JvmProcess jvm;
    private final org.jline.terminal.Terminal terminal;
    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private List<String> threads;
    private TopText.Order order;
    private StringBuilder typed = new StringBuilder();
    private boolean typing;

    private TopScreen(TopCommand command, Invocation invocation, JvmProcess jvm, org.jline.terminal.Terminal terminal) {
        this.command = command;
        this.invocation = invocation;
        this.jvm = jvm;
        this.terminal = terminal;
        this.threads = command.threads.patterns();
        this.order = command.order;
    }

    /** Shows it until somebody leaves, or so often. */
    static ExitCode show(TopCommand command, Invocation invocation, JvmProcess jvm, Loads loads, Duration first)
            throws IOException, InterruptedException {
        try (org.jline.terminal.Terminal terminal = TerminalBuilder.builder()
                .name("jspect")
                .system(true)
                .encoding(StandardCharsets.UTF_8)
                .build()) {
            TopScreen screen = new TopScreen(command, invocation, jvm, terminal);
            for (Signal signal : List.of(Signal.INT, Signal.QUIT)) {
                terminal.handle(signal, any -> screen.interrupted());
            }
            // Stopped, it would leave the screen as it is.
            terminal.handle(Signal.TSTP, org.jline.terminal.Terminal.SignalHandler.SIG_IGN);
            Attributes usual = terminal.enterRawMode();
            AtomicBoolean left = new AtomicBoolean();
            Thread onSignal = new Thread(() -> screen.leave(usual, left), "jspect-leave");
            Runtime.getRuntime().addShutdownHook(onSignal);
            try {
                screen.put(ENTER);
                screen.run(loads, first);
                return screen.interrupted.get() ? ExitCode.INTERRUPTED : ExitCode.DONE;
            } finally {
                screen.leave(usual, left);
            }
        }
    }

    private void interrupted() {
        interrupted.set(true);
        ending.set(true);
    }

    /** After this nothing is drawn any more. */
    private synchronized void leave(Attributes usual, AtomicBoolean left) {
        ending.set(true);
        if (left.compareAndSet(false, true)) {
            terminal.writer().write(LEAVE);
            terminal.writer().flush();
            terminal.setAttributes(usual);
        }
    }

    private synchronized void put(String text) {
        if (ending.get()) {
            return;
        }
        terminal.writer().write(text);
        terminal.writer().flush();
    }

    private void run(Loads loads, Duration first) throws IOException, InterruptedException {
        long next = System.nanoTime() + first.toNanos();
        Loads.Measured measured = null;
        int times = command.count == null ? Integer.MAX_VALUE : command.count;
        for (int shown = 0; shown < times && !ending.get(); ) {
            long left = next - System.nanoTime();
            if (left <= 0) {
                measured = loads.measure();
                shown++;
                next = System.nanoTime() + command.every.toNanos();
                draw(measured);
            }
            // Also where measuring takes all the time.
            if (pressed(left) && measured != null) {
                draw(measured);
            }
        }
    }

    /** Waits for a key, and does what it says; returns false when there was none. */
    private boolean pressed(long nanos) throws IOException {
        int key = terminal.reader().read(Math.max(1, Math.min(nanos / 1_000_000, 200)));
        if (key == NonBlockingReader.READ_EXPIRED) {
            return false;
        }
        if (key < 0) {
            ending.set(true);
        } else if (typing) {
            type(key);
        } else {
            command(key);
        }
        return true;
    }

    private void command(int key) {
        switch (key) {
            case 'q' -> ending.set(true);
            case 'c' -> order = TopText.Order.CPU;
            case 't' -> order = TopText.Order.TIME;
            case 'n' -> order = TopText.Order.NAME;
            case 'i' -> order = TopText.Order.ID;
            case 's' -> order = TopText.Order.STATE;
            case '/' -> {
                typing = true;
                typed = new StringBuilder();
            }
            default -> {
                // Keys without a meaning draw the same again.
            }
        }
    }

    private void type(int key) {
        if (key == '\r' || key == '\n') {
            typing = false;
            threads = typed.isEmpty() ? command.threads.patterns() : List.of(pattern(typed.toString()));
        } else if (key == ESCAPE) {
            typing = false;
        } else if (key == DELETE || key == BACKSPACE) {
            typed.setLength(Math.max(0, typed.length() - 1));
        } else if (key >= ' ' && typed.length() < LONGEST_TYPED) {
            typed.append((char) key);
        }
    }

    /** A part of a name is enough. */
    private static String pattern(String text) {
        return text.startsWith("#") || text.indexOf('*') >= 0 || text.indexOf('?') >= 0 ? text : "*" + text + "*";
    }

    private void draw(Loads.Measured measured) throws IOException {
        int columns = terminal.getSize().getColumns() > 0 ? terminal.getSize().getColumns() : Terminal.USUAL_COLUMNS;
        int rows = Math.max(
                1, (terminal.getSize().getRows() > 0 ? terminal.getSize().getRows() : 24) - OTHER_LINES);
        StringBuilder text = new StringBuilder();
        StyledText out = new StyledText(text, command.common.style(invocation), columns);
        List<ThreadLoad> chosen = TopText.chosen(measured.threads(), threads, order);
        out.add(Kind.HEADING, cut(TopCommand.head(jvm, measured, chosen), columns))
                .endLine();
        TopText.write(out, chosen.subList(0, Math.min(rows, chosen.size())));
        out.endLine();
        out.add(Kind.DIM, cut(typing ? "threads: " + SafeText.of(typed.toString()) : KEYS, columns));
        put(HOME + text.toString().replace("\n", REST_OF_LINE + "\n") + REST_OF_LINE + REST_OF_SCREEN);
    }

    private static String cut(String line, int columns) {
        return line.length() < columns ? line : line.substring(0, columns - 1);
    }
}
