// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.shell.TargetException;
import dev.jspect.shell.engine.SnippetResult;
import dev.jspect.shell.engine.SnippetResult.Ending;
import dev.jspect.shell.loaders.LoaderHint;
import dev.jspect.shell.locals.LocalsReader;
import dev.jspect.shell.text.Style.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The shell's loop: reads, evaluates, shows, until its input or the target ends. One thread runs it. */
public final class Shell {
    private static final Set<Ending> COULD_NOT_RUN = Set.of(Ending.FAILED, Ending.REFUSED, Ending.LOST);

    private static final Set<String> BARE_WORDS = Set.of("exit", "quit", "help");

    private final Connection connection;
    private final Screen screen;
    private final ResultLines results;
    private final CommandTable commands;
    private final MoreCommands more;
    private final ExceptionCommands exceptions;
    private final List<String> typed = new ArrayList<>();
    private final AtomicBoolean evaluating = new AtomicBoolean();
    private volatile @Nullable Input input;
    private volatile @Nullable String loss;
    private boolean left;

    /**
     * Makes a shell that has typed nothing yet.
     *
     * @param more commands besides its own
     */
    public Shell(Connection connection, Screen screen, MoreCommands more) {
        this.more = more;
        this.connection = connection;
        this.screen = screen;
        this.results = new ResultLines(connection.engine().state());
        SnippetCommands snippets = new SnippetCommands(connection, screen);
        LocalsReader locals = new LocalsReader(connection.target());
        TargetCommands target = new TargetCommands(connection, locals, screen, this::forget);
        List<Command> all = new ArrayList<>(target.all());
        FrameCommands frames = new FrameCommands(connection, locals, screen, prefix -> target.threadNames());
        all.addAll(frames.all());
        exceptions = new ExceptionCommands(connection, locals, screen, frames);
        all.addAll(exceptions.all());
        all.addAll(more.all());
        all.addAll(snippets.all());
        all.addAll(new FileCommands(screen, snippets, typed, this::play).all());
        all.addAll(ownCommands());
        commands = new CommandTable(all);
    }

    private List<Command> ownCommands() {
        return List.of(
                new Command(
                        "/reset",
                        "",
                        "forget all snippets",
                        List.of("Threads that snippets have started go on."),
                        argument -> reset(),
                        Command.NONE),
                new Command(
                        "/help",
                        "[COMMAND]",
                        "this, or more about one command",
                        List.of("/help frames"),
                        this::help,
                        prefix -> commands().all().stream().map(Command::name).toList()),
                new Command(
                        "/exit", "", "leave", List.of("Ctrl-D does the same."), argument -> left = true, Command.NONE));
    }

    CommandTable commands() {
        return commands;
    }

    /**
     * Runs until the input ends, the user leaves or the target is lost.
     *
     * @return why the target was lost, or null when it was not
     * @throws IOException when the input cannot be read
     */
    public @Nullable String run(Input from) throws IOException {
        input = from;
        connection.engineThread().later(connection.engine()::importUsual);
        readAll(from);
        more.end();
        endExceptions();
        return loss;
    }

    private void endExceptions() {
        try {
            exceptions.end();
        } catch (TargetException e) {
            failed(String.valueOf(e.getMessage()));
        }
    }

    private void readAll(Input from) throws IOException {
        while (!left && loss == null && !screen.isBroken()) {
            screen.startLine();
            String text = from.next();
            if (text == null) {
                return;
            }
            if (!text.isBlank()) {
                typed.add(text.stripTrailing());
                process(text);
            }
        }
    }

    private void play(BufferedReader lines) throws IOException {
        readAll(Input.of(lines, connection));
    }

    private void process(String text) {
        if (CommandLine.isCommand(text)) {
            command(CommandLine.parse(text));
        } else if (isBareWord(text)) {
            command(CommandLine.parse("/" + text.strip().replace("quit", "exit").replace(";", "")));
        } else {
            evaluate(text);
        }
    }

    private boolean isBareWord(String text) {
        String word = text.strip().replace(";", "").toLowerCase(Locale.ROOT);
        return BARE_WORDS.contains(word)
                && connection
                        .engineThread()
                        .call(() -> connection
                                .engine()
                                .state()
                                .variables()
                                .noneMatch(variable -> variable.name().equals(word)));
    }

    private void command(CommandLine line) {
        List<Command> fitting = commands.fitting(line.name().equals("/?") ? "/help" : line.name());
        if (fitting.size() != 1) {
            screen.show(out -> {
                String nearest = commands.nearest(line.name());
                String hint = nearest == null ? "; /help lists them" : ", did you mean " + nearest + "?";
                if (fitting.isEmpty()) {
                    out.add(Kind.WARNING, "no command " + line.name() + hint).endLine();
                } else {
                    String names = String.join(
                            ", ", fitting.stream().map(Command::name).toList());
                    out.add(Kind.WARNING, line.name() + " may be " + names).endLine();
                }
            });
            return;
        }
        try {
            fitting.get(0).action().run(line.argument());
        } catch (TargetException e) {
            failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            screen.show(out -> out.add(Kind.WARNING, fitting.get(0).name() + ": " + e.getMessage())
                    .endLine());
        }
    }

    private void evaluate(String source) {
        List<SnippetResult> unwell = new ArrayList<>();
        evaluating.set(true);
        try {
            connection.engineThread().call(() -> {
                connection.engine().evaluate(source, result -> {
                    // Why it could not be run is told once, below.
                    if (COULD_NOT_RUN.contains(result.ending())) {
                        unwell.add(result);
                    } else {
                        screen.show(out -> results.write(result, out));
                        hint(result);
                    }
                });
                return unwell;
            });
        } catch (RuntimeException e) {
            // A snippet that is too much for the compiler or for us must not cost the user all the others.
            screen.show(out -> out.add(Kind.ERROR, "this is a bug in jspect: ")
                    .add(String.valueOf(e))
                    .endLine());
        } finally {
            evaluating.set(false);
        }
        if (!unwell.isEmpty()) {
            failed(String.valueOf(unwell.get(0).failure()));
        }
    }

    private void hint(SnippetResult result) {
        String hint = LoaderHint.of(List.of(result), connection.target());
        if (hint != null) {
            screen.show(out -> out.add(Kind.DIM, hint + "; /loader chooses").endLine());
        }
    }

    /** Tells a failure; when it means that the target is lost, that is told by who started the shell. */
    private void failed(String reason) {
        if (loss == null) {
            try {
                connection.target().loaders();
            } catch (TargetException e) {
                if (e.kind() == TargetException.Kind.GONE) {
                    loss = e.getMessage();
                    return;
                }
            }
            screen.show(
                    out -> out.add(Kind.ERROR, "cannot do this: ").add(reason).endLine());
        }
    }

    /** Stops what is being evaluated; does nothing when nothing is. Returns at once; called by any thread. */
    public void interrupt() {
        if (more.interrupt()) {
            screen.leaveLine();
        } else if (evaluating.compareAndSet(true, false)) {
            // The terminal has echoed ^C.
            screen.leaveLine();
            Thread stopping = new Thread(this::stop, "jspect-stop");
            stopping.setDaemon(true);
            stopping.start();
        }
    }

    private void stop() {
        try {
            connection.engine().stop();
        } catch (TargetException e) {
            screen.show(out ->
                    out.add(Kind.WARNING, "cannot stop it: " + e.getMessage()).endLine());
        }
    }

    /** Ends the loop because the target has ended. Called by any thread. */
    public void targetEnded(String reason) {
        if (loss == null) {
            loss = reason;
        }
        Input reading = input;
        if (reading != null) {
            reading.end();
        }
    }

    private void reset() throws TargetException {
        connection.target().useLoader(connection.target().loaderInUse().id);
        forget();
        screen.show(out -> out.add(Kind.DIM, "all snippets are gone").endLine());
    }

    private void forget() {
        connection.engineThread().call(() -> {
            connection.engine().forget();
            connection.engine().refresh();
            connection.engine().importUsual();
            return connection;
        });
        results.forget();
    }

    private void help(String name) {
        String wanted = name.isEmpty() || name.startsWith("/") ? name : "/" + name;
        List<Command> fitting = wanted.isEmpty() ? List.of() : commands.fitting(wanted);
        screen.show(out -> {
            if (wanted.isEmpty()) {
                Help.overview(commands.all(), out);
            } else if (fitting.isEmpty()) {
                out.add(Kind.WARNING, "no command " + wanted).endLine();
            }
            for (Command command : fitting) {
                Help.details(command, out);
            }
        });
    }
}
