// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.LoaderFacts;
import dev.jspect.shell.Target;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.loaders.LoaderNames;
import dev.jspect.shell.locals.LocalsReader;
import dev.jspect.shell.text.Columns;
import dev.jspect.shell.text.Columns.Column;
import dev.jspect.shell.text.FramesRenderer;
import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.threads.StackFrame;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSelector;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The commands about the target itself. */
final class TargetCommands {
    private static final List<Column> THREADS = List.of(
            new Column("ID", Kind.NUMBER, true, false),
            new Column("NAME", Kind.THREAD_NAME, false, true),
            new Column("STATE", Kind.TEXT, false, false),
            new Column("IN", Kind.METHOD_NAME, false, true));
    private static final List<Column> LOADERS = List.of(
            new Column("", Kind.TEXT, false, false),
            new Column("HASH", Kind.NUMBER, false, false),
            new Column("CLASSES", Kind.NUMBER, true, false),
            new Column("NAME", Kind.TEXT, false, false),
            new Column("CLASS", Kind.CLASS_NAME, false, true));

    private final Target target;
    private final ThreadSource threads;
    private final LocalsReader locals;
    private final Screen screen;
    private final Runnable loaderChanged;

    /**
     * @param locals reads those of the same target
     * @param loaderChanged runs when another loader was chosen: then all snippets are gone
     */
    TargetCommands(Connection connection, LocalsReader locals, Screen screen, Runnable loaderChanged) {
        this.target = connection.target();
        this.threads = connection.threads();
        this.locals = locals;
        this.screen = screen;
        this.loaderChanged = loaderChanged;
    }

    List<Command> all() {
        return List.of(
                new Command(
                        "/frames",
                        "[THREAD] [-l]",
                        "the stacks of all threads, or of some",
                        List.of(
                                "/frames              all threads, deadlocks first",
                                "/frames http-*       those whose name fits: * any characters, ? one",
                                "/frames #42          the one with this id",
                                "/frames http-* -l    with the local variables; -ll with more of each"),
                        this::frames,
                        prefix -> threadNames()),
                new Command(
                        "/threads",
                        "[THREAD]",
                        "a line for each thread",
                        List.of("IN is where the thread is in the application's own code."),
                        this::threads,
                        prefix -> threadNames()),
                new Command(
                        "/loader",
                        "[NAME|@HASH]",
                        "the class loaders, or another one to use",
                        List.of(
                                "/loader              lists them; * is the one in use",
                                "/loader @1b28cdfa    uses another one: its classes are seen, all snippets are gone",
                                "/loader webapp       the same, by a part of its name or class"),
                        this::loader,
                        prefix -> Stream.concat(
                                        target.loaders().stream().map(LoaderNames::hash),
                                        target.loaders().stream().map(TargetCommands::name))
                                .filter(name -> !name.isEmpty())
                                .toList()));
    }

    private static String name(LoaderFacts loader) {
        return loader.name == null ? "" : loader.name;
    }

    List<String> threadNames() throws IOException {
        return threads.take().javaThreads().stream()
                .map(ThreadSnapshot::name)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private void frames(String typed) throws IOException {
        LocalsLevel wanted = LocalsLevel.parse(typed);
        ThreadDump taken = threads.take();
        ThreadDump dump = wanted.level() == 0 ? taken : withLocals(taken, wanted);
        List<ThreadSnapshot> chosen = select(dump, wanted.threads());
        screen.show(out -> {
            if (chosen.isEmpty()) {
                out.add(Kind.WARNING, "no thread fits " + wanted.threads()).endLine();
                return;
            }
            StringBuilder text = new StringBuilder();
            new FramesRenderer(screen.style(), screen.width(), wanted.isDeep(), wanted.level() > 0)
                    .render(dump, chosen, text);
            out.addRendered(text.toString());
        });
    }

    private ThreadDump withLocals(ThreadDump taken, LocalsLevel wanted) throws TargetException {
        List<ThreadSnapshot> chosen = select(taken, wanted.threads());
        if (chosen.isEmpty()) {
            return taken;
        }
        FramesCapture capture =
                locals.read(live -> wanted.request(chosen, live), false).capture();
        if (capture.reason != null) {
            screen.show(out -> out.add(Kind.DIM, "only references could be read, no primitives: " + capture.reason)
                    .endLine());
        }
        return taken.withLocals(capture, locals.judge());
    }

    /** Chooses as {@code -t} does; where nothing fits, a part of the name will do. */
    private static List<ThreadSnapshot> select(ThreadDump dump, String wanted) {
        List<ThreadSnapshot> fitting = new ThreadSelector(wanted.isEmpty() ? List.of() : List.of(wanted))
                .select(dump)
                .threads();
        return fitting.isEmpty() && !wanted.startsWith("#")
                ? new ThreadSelector(List.of("*" + wanted + "*")).select(dump).threads()
                : fitting;
    }

    private void threads(String wanted) throws IOException {
        ThreadDump dump = threads.take();
        Columns table = new Columns(THREADS);
        for (ThreadSnapshot thread : select(dump, wanted)) {
            Thread.State state = thread.state();
            table.row("#" + thread.id(), thread.name(), state == null ? null : state.name(), place(thread));
        }
        screen.show(table::render);
    }

    private static @Nullable String place(ThreadSnapshot thread) {
        for (StackFrame frame : thread.frames()) {
            if (isApplication(frame)) {
                return text(frame);
            }
        }
        return thread.frames().isEmpty() ? null : text(thread.frames().get(0));
    }

    private static boolean isApplication(StackFrame frame) {
        String name = frame.className();
        return !name.startsWith("java.") && !name.startsWith("jdk.") && !name.startsWith("sun.");
    }

    private static String text(StackFrame frame) {
        String name = frame.className();
        String line = frame.line() < 0 ? "" : ":" + frame.line();
        return name.substring(name.lastIndexOf('.') + 1) + "." + frame.methodName() + line;
    }

    private void loader(String wanted) throws IOException {
        List<LoaderFacts> loaders = target.loaders();
        if (wanted.isEmpty()) {
            int inUse = target.loaderInUse().id;
            Columns table = new Columns(LOADERS);
            for (LoaderFacts loader : loaders) {
                table.row(
                        loader.id == inUse ? "*" : "",
                        LoaderNames.hash(loader),
                        String.valueOf(loader.classCount),
                        loader.name,
                        loader.className);
            }
            screen.show(table::render);
            return;
        }
        List<LoaderFacts> fitting = LoaderNames.fitting(loaders, wanted);
        if (fitting.size() != 1) {
            String problem = fitting.isEmpty() ? "no class loader fits " : "several class loaders fit ";
            screen.show(out -> {
                out.add(Kind.WARNING, problem + wanted).endLine();
                for (LoaderFacts loader : fitting) {
                    out.add("  " + LoaderNames.described(loader)).endLine();
                }
            });
            return;
        }
        LoaderFacts chosen = target.useLoader(fitting.get(0).id);
        loaderChanged.run();
        screen.show(out -> out.add("using ")
                .add(Kind.HEADING, LoaderNames.label(chosen))
                .add(Kind.DIM, "; all snippets are gone")
                .endLine());
    }
}
