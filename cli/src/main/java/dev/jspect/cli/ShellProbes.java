// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.remote.AgentAttacher;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.cli.remote.ValueLimits;
import dev.jspect.shell.Target;
import dev.jspect.shell.repl.Command;
import dev.jspect.shell.repl.MethodNames;
import dev.jspect.shell.repl.MoreCommands;
import dev.jspect.shell.repl.Screen;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The shell's commands that watch and patch, and tell what threads carry: those of the command line, with their options, on the shell's target. They have a session of their own, so that
 * the snippets of the shell and its loader are not touched.
 */
final class ShellProbes implements MoreCommands {
    private static final Set<ExitCode> NOT_SURE =
            Set.of(ExitCode.INCOMPLETE, ExitCode.BUG, ExitCode.NO_ANSWER, ExitCode.NO_TARGET);
    private static final long LONGEST_END_MILLIS = 5_000;

    private final Invocation shell;
    private final JvmProcess process;
    private final Screen screen;
    private final MethodNames names;
    private final List<Patching> patching = new CopyOnWriteArrayList<>();
    private volatile @Nullable AtomicBoolean watching;
    private volatile @Nullable RemoteTarget session;
    private volatile boolean detached;
    private volatile boolean leftDispatcher;

    private record Patching(Thread thread, AtomicBoolean stopped) {}

    ShellProbes(Invocation shell, JvmProcess process, Target target, Screen screen) {
        this.shell = shell;
        this.process = process;
        this.screen = screen;
        this.names = new MethodNames(target);
    }

    @Override
    public List<Command> all() {
        return List.of(
                new Command(
                        "/watch",
                        "WHERE",
                        "calls of a method, or passes of a line",
                        List.of(
                                "/watch OrderService::place                     the next ten calls, for a minute; Ctrl-C ends it",
                                "/watch OrderService::place -n 1 --stack        the next one, and who calls",
                                "/watch Cart::add item.name '$this.size()'      these values only",
                                "/watch OrderService:48 --if 'quantity > 100'   the variables, when that line is passed",
                                "All options are those of jspect watch: /watch --help."),
                        this::watch,
                        names::startingWith),
                new Command(
                        "/patch",
                        "WHERE OPTIONS",
                        "change a method while the shell lasts",
                        List.of(
                                "/patch Thread::start --before 'log($this.getName())'   what it logs comes above the prompt",
                                "/patch Prices::rate --around '1.5' --limit 100         for so many calls",
                                "/unpatch ends it, and the end of the shell; all options are those of jspect patch: /patch --help."),
                        this::patch,
                        names::startingWith),
                new Command(
                        "/patches",
                        "",
                        "what is patched, by whomever",
                        List.of("/patches --log shows what those that are detached have logged."),
                        this::patches,
                        Command.NONE),
                new Command(
                        "/unpatch",
                        "ID",
                        "take a patch back",
                        List.of("/unpatch 3, of those that /patches lists; /unpatch --all"),
                        this::unpatch,
                        Command.NONE),
                new Command(
                        "/context",
                        "[THREAD]",
                        "what threads carry: thread-locals, MDC, scoped values",
                        List.of(
                                "/context                       all threads",
                                "/context worker-1              one; or a pattern with * and ?",
                                "/context --find user=ann       who works for ann, and where",
                                "All options are those of jspect context: /context --help."),
                        this::context,
                        Command.NONE));
    }

    private Invocation invocation(String command, String typed, AtomicBoolean stopped) throws IOException {
        return invocation(command, words(typed), stopped);
    }

    private Invocation invocation(String command, List<String> typed, AtomicBoolean stopped) {
        List<String> arguments = new ArrayList<>(List.of(command, String.valueOf(process.pid())));
        arguments.addAll(typed);
        PrintStream lines = new PrintStream(screen.lines(), true, StandardCharsets.UTF_8);
        return new Invocation(
                arguments,
                InputStream.nullInputStream(),
                lines,
                lines,
                shell.environment(),
                shell.outIsTerminal(),
                stopped::get,
                true);
    }

    /** Splits as a shell does: quotes hold together, and a backslash is one. */
    private static List<String> words(String typed) throws IOException {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                inWord = true;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new IOException("a quote has no end");
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    private void watch(String typed) throws IOException {
        AtomicBoolean stopped = new AtomicBoolean();
        Invocation invocation = invocation("watch", typed, stopped);
        WatchCommand command = new WatchCommand(invocation);
        command.sessions = this::session;
        watching = stopped;
        try {
            run(command, invocation);
        } finally {
            watching = null;
        }
    }

    private void patches(String typed) throws IOException {
        Invocation invocation = invocation("patches", typed, new AtomicBoolean());
        PatchesCommand command = new PatchesCommand(invocation);
        command.sessions = this::session;
        run(command, invocation);
    }

    private void context(String typed) throws IOException {
        boolean isName = !typed.isEmpty() && !typed.startsWith("-");
        Invocation invocation =
                invocation("context", isName ? List.of("-t", typed) : words(typed), new AtomicBoolean());
        // In a session of its own: should it take too long, what is patched stays so.
        Failures failures = new Failures(invocation);
        failures.of(() -> Commands.run(new ContextCommand(invocation), invocation, failures));
    }

    private void unpatch(String typed) throws IOException {
        Invocation invocation = invocation("unpatch", typed, new AtomicBoolean());
        UnpatchCommand command = new UnpatchCommand(invocation);
        command.sessions = this::session;
        run(command, invocation);
    }

    /** Goes on in a thread of its own as soon as the method is patched. */
    private void patch(String typed) throws IOException {
        AtomicBoolean stopped = new AtomicBoolean();
        Invocation invocation = invocation("patch", typed, stopped);
        PatchCommand command = new PatchCommand(invocation);
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        if (invocation.arguments().contains("--detach")) {
            detached = true;
        } else {
            command.sessions = this::session;
        }
        command.ending = "/patches lists it, /unpatch takes it back";
        command.onBegun = () -> begun.complete(true);
        Thread thread = new Thread(
                () -> {
                    try {
                        run(command, invocation);
                    } finally {
                        begun.complete(false);
                    }
                },
                "jspect-patch");
        thread.setDaemon(true);
        Patching mine = new Patching(thread, stopped);
        patching.removeIf(other -> !other.thread.isAlive());
        patching.add(mine);
        thread.start();
        begun.join();
    }

    /** One for all, so that several may change one class. */
    private synchronized RemoteTarget session(JvmProcess target, Deadline deadline, ValueLimits limits) {
        RemoteTarget mine = session;
        if (mine == null) {
            mine = AgentAttacher.attach(target, deadline, limits);
            session = mine;
        }
        return mine.share();
    }

    private void run(dev.jspect.cli.Command command, Invocation invocation) {
        Failures failures = new Failures(invocation);
        ExitCode code = failures.of(() -> Commands.run(command, invocation, failures));
        if (NOT_SURE.contains(code)) {
            endSession();
        }
    }

    /** What may not have been taken back is taken back by the end of its session; the next command gets another. */
    private synchronized void endSession() {
        RemoteTarget mine = session;
        session = null;
        if (mine != null) {
            leftDispatcher |= mine.leavesDispatcher();
            mine.closeForAll();
        }
    }

    /** Says whether the class that changed classes call is, or may be, in the target. */
    boolean leavesDispatcher() {
        RemoteTarget mine = session;
        return detached || leftDispatcher || (mine != null && mine.leavesDispatcher());
    }

    @Override
    public boolean interrupt() {
        AtomicBoolean running = watching;
        if (running != null) {
            running.set(true);
        }
        return running != null;
    }

    @Override
    public void end() {
        patching.forEach(one -> one.stopped.set(true));
        for (Patching one : patching) {
            try {
                one.thread.join(LONGEST_END_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        RemoteTarget last = session;
        if (last != null) {
            last.close();
        }
    }
}
