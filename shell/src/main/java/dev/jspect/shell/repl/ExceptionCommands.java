// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.protocol.HeldFrames;
import dev.jspect.shell.ExceptionFeed;
import dev.jspect.shell.Target;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.exceptions.ExceptionList;
import dev.jspect.shell.exceptions.WatchedException;
import dev.jspect.shell.frames.HeldThread;
import dev.jspect.shell.frames.NoSuchFrameException;
import dev.jspect.shell.locals.LocalsReader;
import dev.jspect.shell.text.ExceptionLine;
import dev.jspect.shell.text.ExceptionText;
import dev.jspect.shell.text.Style.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The commands about exceptions: they are captured while the shell goes on, and their frames can be gone into. */
final class ExceptionCommands {
    private final Target target;
    private final LocalsReader locals;
    private final Screen screen;
    private final FrameCommands frames;
    private final ExceptionNotices notices;
    private final ExceptionList list = new ExceptionList();
    private @Nullable ExceptionWatching watching;

    /**
     * @param locals reads those of the same target
     * @param frames goes into an exception's frames
     */
    ExceptionCommands(Connection connection, LocalsReader locals, Screen screen, FrameCommands frames) {
        this.target = connection.target();
        this.locals = locals;
        this.screen = screen;
        this.frames = frames;
        this.notices = new ExceptionNotices(screen);
    }

    List<Command> all() {
        return List.of(
                new Command(
                        "/exceptions",
                        "[on|off]",
                        "watch exceptions as they are constructed, or list them",
                        List.of(
                                "/exceptions on       a line above the prompt for each, caught or not; five a second at most",
                                "/exceptions on Sql*  those of such classes, and of classes derived from them",
                                "/exceptions          all kinds that have come, with their numbers",
                                "/exceptions off      Throwable is again what it was",
                                "The last " + ExceptionWatching.KEPT
                                        + " stay alive in the target while the shell lasts, with all that their frames hold."),
                        this::exceptions,
                        prefix -> Stream.of("on", "off").filter(starts(prefix)).toList()),
                new Command(
                        "/exception",
                        "N",
                        "show an exception, and go into its frames",
                        List.of(
                                "/exception 3    the last one of kind 3; its variables are those of snippets, e (or $e) is it",
                                "/up, /down and /locals go on from there."),
                        this::exception,
                        prefix -> list.all().stream()
                                .map(kind -> String.valueOf(kind.number()))
                                .toList()));
    }

    private static Predicate<String> starts(String prefix) {
        return word -> word.startsWith(prefix);
    }

    private void exceptions(String typed) throws IOException {
        String[] words = typed.strip().split("\\s+", 2);
        switch (words[0]) {
            case "" -> showAll();
            case "on" -> begin(words.length > 1 ? words[1] : null);
            case "off" -> {
                if (!end()) {
                    screen.show(out -> out.add(Kind.WARNING, "no exceptions are watched: /exceptions on")
                            .endLine());
                }
            }
            default ->
                screen.show(out -> out.add(Kind.WARNING, "it is /exceptions on " + typed + ", off, or nothing")
                        .endLine());
        }
    }

    private void begin(@Nullable String glob) throws TargetException {
        end();
        watching = ExceptionWatching.begin(target, glob, list, notices::show);
        String what = glob == null ? "exceptions" : "exceptions of class " + glob;
        screen.show(out -> out.add(Kind.DIM, "watching " + what + "; /exceptions off ends it")
                .endLine());
    }

    /** Takes back what was changed in the target, and says so; returns false when nothing was. */
    boolean end() throws TargetException {
        ExceptionWatching before = watching;
        if (before == null) {
            return false;
        }
        ExceptionFeed.Totals totals = before.end();
        watching = null;
        String counts =
                String.format(Locale.ROOT, "%,d captured of %,d seen; ", totals.counts().sent, totals.counts().seen);
        screen.show(out -> out.add(totals.restored() ? Kind.DIM : Kind.WARNING, counts + totals.aftermath())
                .endLine());
        return true;
    }

    private void showAll() {
        List<WatchedException> all = list.all();
        String hint = watching == null ? "; /exceptions on watches for some" : " yet";
        screen.show(out -> {
            if (all.isEmpty()) {
                out.add(Kind.DIM, "no exceptions" + hint).endLine();
            } else {
                ExceptionLine.table(out, all);
            }
        });
    }

    private void exception(String typed) throws IOException {
        WatchedException kind = number(typed.strip());
        if (kind == null) {
            screen.show(out -> out.add(Kind.WARNING, "no exception of this number; /exceptions lists them")
                    .endLine());
            return;
        }
        screen.show(out ->
                new ExceptionText(out, screen.style(), screen.width(), true).write(kind.capture(), kind.thread()));
        HeldFrames held;
        try {
            held = target.holdException(kind.capture().id);
        } catch (TargetException e) {
            frames.leave();
            screen.show(out -> out.add(Kind.DIM, "its variables are not those of snippets: " + e.getMessage())
                    .endLine());
            return;
        }
        String thrown = kind.capture().parts.get(0).className;
        try {
            frames.enter(HeldThread.ofException(kind.thread(), held, locals.judge(), thrown));
        } catch (NoSuchFrameException e) {
            frames.leave();
            throw e;
        }
    }

    private @Nullable WatchedException number(String typed) {
        try {
            return list.get(Integer.parseInt(typed));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
