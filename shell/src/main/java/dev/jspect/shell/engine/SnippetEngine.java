// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.protocol.ValueText;
import dev.jspect.shell.JvmDescription;
import dev.jspect.shell.Outcome;
import dev.jspect.shell.Target;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.engine.SnippetResult.Ending;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates Java in a target: JShell's state and the compiler run here, the classes they make run there. Everything that
 * needs no target is done before one is asked for, so an engine may be made while the target is still being attached to.
 *
 * <p>One thread evaluates at a time; {@link #stop} may be called by any.
 */
public final class SnippetEngine implements AutoCloseable {
    /** Class files of JDK n have the version 44 + n. */
    private static final int NEWEST_CLASS_FILE = 44 + Runtime.version().feature();

    private final JShell jshell;
    private final MemberFlags flags;
    private final CompilerSetup setup;
    private final TargetClasses classes;
    private final Supplier<Target> target;
    private final RemoteExecution execution;
    private final AtomicInteger evalId = new AtomicInteger();
    private final SnippetIds ids = new SnippetIds();
    private final SnippetResults results;
    private final Imports imports;
    private final FrameTypes frameTypes;
    private final Set<LiveMethod> declared = EnumSet.noneOf(LiveMethod.class);
    private @Nullable FrameBinding frame;

    private SnippetEngine(CompilerSetup setup, Supplier<Target> target, boolean publicOnly) {
        this.setup = setup;
        this.target = target;
        classes = new TargetClasses(target, setup.platform());
        flags = new MemberFlags(classes);
        ClassView view = publicOnly
                ? new PlainView(NEWEST_CLASS_FILE)
                : new OpenView(flags, Imports.PACKAGES, NEWEST_CLASS_FILE);
        execution = new RemoteExecution(target, new SnippetRewriter(flags, publicOnly));
        jshell = JShell.builder()
                .executionEngine(new Provider(execution), Map.of())
                .fileManager(standard -> publicOnly
                        ? new TargetFileManager(standard, classes, view)
                        : new OpenFileManager(standard, classes, view))
                .idGenerator((snippet, number) -> ids.next(snippet))
                .tempVariableNameGenerator(ids::variable)
                .compilerOptions(setup.options().toArray(String[]::new))
                .build();
        results = new SnippetResults(jshell, execution);
        frameTypes = new FrameTypes(flags, publicOnly);
        imports = new Imports(jshell, ids, new ModuleImports(setup.platform(), setup.release()));
    }

    /**
     * Starts an engine.
     *
     * @param jvm the target
     * @param target waits until the target is there; is not called before a snippet runs or a class of the application is
     *     looked up
     * @param publicOnly compile as an outside class would, without access to what is not public
     * @throws IOException when the target's JDK cannot be read
     */
    public static SnippetEngine start(JvmDescription jvm, Supplier<Target> target, boolean publicOnly)
            throws IOException {
        return new SnippetEngine(CompilerSetup.of(jvm, publicOnly), target, publicOnly);
    }

    /** Evaluates all snippets of a source text in turn; the first that does not end as it should is the last. */
    public List<SnippetResult> evaluate(String source) {
        List<SnippetResult> all = new ArrayList<>();
        evaluate(source, all::add);
        return all;
    }

    /** Does the same, and hands out each result as it comes. */
    public void evaluate(String source, Consumer<SnippetResult> taker) {
        String remaining = imports.prepare(source);
        declareFor(source);
        for (LiveMethod method : LiveMethod.values()) {
            if (!declared.contains(method) && method.isCalledBy(source)) {
                declare(method);
            }
        }
        int left = Integer.MAX_VALUE;
        while (!remaining.isBlank() && remaining.length() < left) {
            left = remaining.length();
            SnippetResult result = mayBeSeveral(remaining) ? null : evaluateOne(remaining);
            if (result == null || result.isUnfinished()) {
                SnippetSplitter.Cut cut =
                        new SnippetSplitter(jshell.sourceCodeAnalysis()::analyzeCompletion).first(remaining);
                remaining = cut.rest();
                result = evaluateOne(cut.snippet());
            } else {
                remaining = "";
            }
            if (result.isNothing()) {
                // Such as a comment at the end.
                continue;
            }
            taker.accept(frame == null ? result : frame.explained(result));
            if (result.ending() != Ending.DONE) {
                break;
            }
        }
    }

    /** Returns the classes in the target that the last snippet has become. */
    List<String> lastDefined() {
        return execution.lastDefined();
    }

    /** Imports all packages that {@link #evaluate} would import when they are needed: completion knows their types then. */
    public void importUsual() {
        imports.importUsual();
    }

    /** A target that cannot do it says so where the snippet calls the method. The user's own of that name stays. */
    private void declare(LiveMethod method) {
        if (jshell.methods().anyMatch(own -> own.name().equals(method.methodName()) && !SnippetIds.isOurs(own))) {
            return;
        }
        String source;
        try {
            method.prepare(target.get());
            declared.add(method);
            source = method.source();
        } catch (TargetException e) {
            source = method.refusal(String.valueOf(e.getMessage()));
        }
        String declaration = source;
        ids.ours(() -> jshell.eval(declaration));
    }

    /** Says whether a snippet is an import of {@link #importUsual}, not the user's. */
    public boolean isUsualImport(Snippet snippet) {
        return SnippetIds.isOurs(snippet);
    }

    /**
     * Makes the variables of a frame those of snippets, instead of another frame's: each is declared when a snippet names it.
     *
     * @param variables null for none
     * @return their own names, by those that they have in snippets
     */
    public Map<String, String> bind(@Nullable FrameVariables variables) {
        if (frame != null) {
            frame.drop();
        }
        frame = variables == null ? null : new FrameBinding(jshell, frameTypes, this::evaluateOurs, variables);
        return frame == null ? Map.of() : frame.names();
    }

    /** Declares the frame's variables that a source may mean, as {@link #evaluate} does: completion knows them then. */
    public void declareFor(String source) {
        if (frame != null) {
            frame.declareFor(source);
        }
    }

    /** Declares all of the frame's variables. */
    public void declareFrame() {
        if (frame != null) {
            frame.declareAll();
        }
    }

    private FrameBinding.@Nullable Evaluated evaluateOurs(String source) {
        execution.begin(evalId.incrementAndGet());
        List<SnippetEvent> events = new ArrayList<>();
        ids.ours(() -> events.addAll(jshell.eval(source)));
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null) {
                Ending ending = results.of(event).ending();
                return new FrameBinding.Evaluated(event.snippet(), event.status(), ending);
            }
        }
        return null;
    }

    /** Drops all snippets; what runs of them in the target goes on. */
    public void forget() {
        jshell.snippets().toList().forEach(jshell::drop);
        imports.forget();
        declared.clear();
        if (frame != null) {
            frame.forgetDeclared();
        }
    }

    /** Reads a variable as it is now; null when that cannot be told. */
    public @Nullable ValueText valueOf(VarSnippet variable) {
        execution.begin(evalId.incrementAndGet());
        jshell.varValue(variable);
        return execution.lastOutcome() instanceof Outcome.Value given ? given.value() : null;
    }

    /**
     * Without these, a source is one snippet at most, and is tried as it is: to look where a snippet ends starts JShell's
     * indexing of the whole class path.
     */
    private static boolean mayBeSeveral(String source) {
        return source.indexOf(';') >= 0 || source.indexOf('}') >= 0 || source.indexOf('\n') >= 0;
    }

    private SnippetResult evaluateOne(String source) {
        execution.begin(evalId.incrementAndGet());
        List<SnippetEvent> events = jshell.eval(source);
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null) {
                return results.of(event);
            }
        }
        return results.ofNothing(source);
    }

    /**
     * Stops the evaluation that runs now, or, when none does, the next one. Returns when it has ended or was abandoned.
     *
     * @return false when a thread of it still runs
     */
    public boolean stop() throws TargetException {
        return new Stopping(target.get(), evalId.get()).stop();
    }

    /** Forgets what was known of the target's classes: another loader is in use. */
    public void refresh() {
        classes.refresh();
        flags.refresh();
        // This makes JShell drop the compilers it keeps, and with them all they know of classes.
        jshell.addToClasspath("");
    }

    /** Lists the files of the class path in use, as the tool can read them. */
    public List<Path> classPath() {
        return classes.files();
    }

    /** Returns JShell's analysis of unfinished source: completions, signatures, documentation. */
    public SourceCodeAnalysis analysis() {
        return jshell.sourceCodeAnalysis();
    }

    /** Returns JShell's state: variables, methods, types, imports. */
    public JShell state() {
        return jshell;
    }

    /** Ends the engine, not the target's session. */
    @Override
    public void close() throws IOException {
        jshell.close();
        setup.platform().close();
    }

    private record Provider(ExecutionControl execution) implements ExecutionControlProvider {
        @Override
        public String name() {
            return "jspect";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return execution;
        }
    }
}
