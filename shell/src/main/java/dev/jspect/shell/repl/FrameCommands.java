// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.protocol.LoaderFacts;
import dev.jspect.shell.Target;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.engine.SnippetEngine;
import dev.jspect.shell.frames.FrameChoice;
import dev.jspect.shell.frames.FrameHolder;
import dev.jspect.shell.frames.HeldThread;
import dev.jspect.shell.frames.NoSuchFrameException;
import dev.jspect.shell.loaders.LoaderNames;
import dev.jspect.shell.locals.LocalsReader;
import dev.jspect.shell.text.FramesRenderer;
import dev.jspect.shell.text.Style.Kind;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The commands that make a frame's variables those of snippets. All frames of its thread are captured at once, so that one can
 * go up and down in a stack that stands still, while the thread itself goes on.
 */
final class FrameCommands {
    private final Target target;
    private final SnippetEngine engine;
    private final EngineThread thread;
    private final ThreadSource threads;
    private final FrameHolder holder;
    private final Screen screen;
    private final Command.Arguments threadNames;
    private @Nullable HeldThread held;
    private int depth;
    private Map<String, String> names = Map.of();

    /**
     * @param locals reads those of the same target
     * @param threadNames what may be typed for a thread
     */
    FrameCommands(Connection connection, LocalsReader locals, Screen screen, Command.Arguments threadNames) {
        this.target = connection.target();
        this.engine = connection.engine();
        this.thread = connection.engineThread();
        this.threads = connection.threads();
        this.holder = new FrameHolder(target, locals);
        this.screen = screen;
        this.threadNames = threadNames;
    }

    List<Command> all() {
        return List.of(
                new Command(
                        "/frame",
                        "[THREAD[:N]]",
                        "make a frame's local variables those of snippets",
                        List.of(
                                "/frame worker-1:3    by name or #id, at the depth N that /frames worker-1 -l shows",
                                "/frame worker-1      the application's innermost frame",
                                "/frame               where you are",
                                "They have the values of that moment, this is $this; what you assign stays here."),
                        this::frame,
                        threadNames),
                new Command(
                        "/up",
                        "[N]",
                        "to the caller of the frame",
                        List.of("The whole stack is of the same moment; the thread may be elsewhere by now."),
                        typed -> move(typed, 1),
                        Command.NONE),
                new Command(
                        "/down",
                        "[N]",
                        "to what the frame has called",
                        List.of("/down 2    two frames down"),
                        typed -> move(typed, -1),
                        Command.NONE),
                new Command(
                        "/locals",
                        "",
                        "the local variables of the frame",
                        List.of("As they were captured: /frame THREAD takes them anew."),
                        typed -> show(true),
                        Command.NONE));
    }

    private void frame(String typed) throws IOException {
        if (typed.isEmpty()) {
            show(false);
            return;
        }
        FrameChoice.Chosen chosen = FrameChoice.parse(typed).in(threads.take(), true);
        HeldThread captured;
        try {
            captured = holder.hold(chosen);
        } catch (NoSuchFrameException e) {
            if (e.isNothingHeld()) {
                leave();
            }
            throw e;
        } catch (TargetException e) {
            leave();
            throw e;
        }
        enter(captured);
    }

    /** Goes into frames that were captured elsewhere, and are held now instead of those before. */
    void enter(HeldThread captured) throws IOException {
        held = captured;
        go(captured, captured.depth());
    }

    /** The variables of the frame are not held any more. */
    void leave() {
        held = null;
        names = thread.call(() -> engine.bind(null));
    }

    private void move(String typed, int direction) throws IOException {
        HeldThread current = held;
        if (current == null) {
            none();
            return;
        }
        int steps;
        try {
            steps = typed.isEmpty() ? 1 : Integer.parseInt(typed);
        } catch (NumberFormatException e) {
            screen.show(out ->
                    out.add(Kind.WARNING, "not a number of frames: " + typed).endLine());
            return;
        }
        int outermost = current.snapshot().frames().size() - 1;
        int wanted = Math.max(0, Math.min(outermost, depth + Math.max(0, Math.min(steps, outermost)) * direction));
        if (wanted == depth) {
            String end = direction > 0 ? "the outermost" : "the innermost";
            screen.show(
                    out -> out.add(Kind.WARNING, "this is " + end + " frame").endLine());
            return;
        }
        go(current, wanted);
    }

    private void go(HeldThread current, int wanted) throws IOException {
        depth = wanted;
        names = thread.call(() -> engine.bind(current.variables(wanted)));
        if (screen.isTerminal()) {
            // Ahead of the first Tab; who feeds a script in needs no more than it names.
            thread.later(engine::declareFrame);
        }
        show(true);
        hint(current.loader(wanted));
    }

    private void show(boolean withLocals) throws IOException {
        HeldThread current = held;
        if (current == null) {
            none();
            return;
        }
        String place = "frame " + depth + " of " + current.label();
        String shownNames =
                names.isEmpty() ? "no variables for snippets" : "for snippets: " + String.join(", ", names.keySet());
        screen.show(out -> {
            out.add(Kind.DIM, place + ", " + shownNames).endLine();
            StringBuilder text = new StringBuilder();
            new FramesRenderer(screen.style(), screen.width()).renderFrame(current.snapshot(), depth, text);
            String shown = text.toString();
            out.addRendered(withLocals ? shown : shown.substring(0, shown.indexOf('\n') + 1));
        });
    }

    private void none() {
        screen.show(
                out -> out.add(Kind.WARNING, "no frame yet: /frame THREAD[:N]").endLine());
    }

    /** The loader is the user's choice: to change it would cost all snippets. */
    private void hint(int loader) throws TargetException {
        Map<Integer, LoaderFacts> all = new HashMap<>();
        target.loaders().forEach(facts -> all.put(facts.id, facts));
        LoaderFacts wanted = all.get(loader);
        int seen = target.loaderInUse().id;
        while (seen != loader && all.containsKey(seen)) {
            seen = all.get(seen).parentId;
        }
        if (wanted != null && seen != loader) {
            screen.show(out -> out.add(
                            Kind.DIM,
                            "its classes are those of another class loader; to see them: /loader "
                                    + LoaderNames.hash(wanted))
                    .endLine());
        }
    }
}
