// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.shell.text.CellWidth;
import dev.jspect.shell.text.SafeText;
import dev.jspect.shell.text.Style;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jspecify.annotations.Nullable;

/** Lines typed at a terminal. Ctrl-C clears the line; while a snippet runs it stops the snippet. */
public final class TerminalInput implements Input {
    private static final int PROMPT_CELLS = 24;
    private static final int WAKE_UPS = 200;
    private static final long WAKE_UP_NANOS = 10_000_000;

    private final Terminal terminal;
    private final LineReader reader;
    private final Screen screen;
    private final String prompt;
    private volatile boolean ended;
    private volatile boolean over;

    private TerminalInput(Terminal terminal, LineReader reader, Screen screen, String prompt) {
        this.terminal = terminal;
        this.reader = reader;
        this.screen = screen;
        this.prompt = prompt;
    }

    /**
     * Sets up a terminal for a shell.
     *
     * @param name what stands in the prompt
     * @param history where to keep what is typed; null keeps it for this session only
     * @throws IOException when the history cannot be kept there
     */
    public static TerminalInput of(
            Terminal terminal, Shell shell, Connection connection, Screen screen, String name, @Nullable Path history)
            throws IOException {
        CommandTable commands = shell.commands();
        Completeness completeness = new Completeness(connection.engineThread(), connection.engine());
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("jspect")
                .parser(new SnippetParser(completeness::needsMore))
                .completer(new Suggestions(connection, commands))
                .highlighter(new JavaHighlighter(
                        screen.style(), word -> !commands.fitting(word).isEmpty()))
                // The exclamation mark is Java, and strings keep their blanks.
                .option(Option.DISABLE_EVENT_EXPANSION, true)
                .option(Option.HISTORY_REDUCE_BLANKS, false)
                .option(Option.HISTORY_IGNORE_SPACE, true)
                .option(Option.AUTO_FRESH_LINE, false)
                .variable(LineReader.BLINK_MATCHING_PAREN, 0L)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, styled(screen.style(), "%P... "))
                .build();
        if (history != null) {
            HistoryFile.prepare(history);
            reader.setVariable(LineReader.HISTORY_FILE, history);
        }
        Signatures signatures = new Signatures(connection, screen, reader);
        reader.getWidgets().put(Signatures.WIDGET, signatures);
        Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN))
                .bind(new Reference(Signatures.WIDGET), KeyMap.ctrl('I'));
        screen.readBy(reader);
        terminal.handle(Signal.INT, signal -> shell.interrupt());
        String shown = CellWidth.clip(SafeText.of(name), PROMPT_CELLS).replace("%", "%%");
        return new TerminalInput(terminal, reader, screen, styled(screen.style(), shown + "> "));
    }

    private static String styled(Style style, String prompt) {
        try {
            StringBuilder text = new StringBuilder();
            style.append(text, Style.Kind.METHOD_NAME, prompt);
            return text.toString();
        } catch (IOException e) {
            throw new AssertionError("a StringBuilder takes all text", e);
        }
    }

    @Override
    public @Nullable String next() {
        while (!ended) {
            try {
                return reader.readLine(prompt);
            } catch (UserInterruptException cleared) {
                screen.startLine();
            } catch (EndOfFileException leaving) {
                break;
            } catch (IllegalStateException closed) {
                // A signal ends this process, and the terminal has been given back already.
                break;
            }
        }
        over = true;
        return null;
    }

    /** Wakes the reader again and again: it cannot be told whether it is about to begin reading. */
    @Override
    public void end() {
        ended = true;
        for (int i = 0; i < WAKE_UPS && !over; i++) {
            if (reader.isReading()) {
                terminal.raise(Signal.INT);
            }
            LockSupport.parkNanos(WAKE_UP_NANOS);
        }
    }
}
