// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.protocol.ThrownText;
import dev.jspect.shell.Outcome;
import dev.jspect.shell.Target;
import dev.jspect.shell.TargetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import jdk.jshell.spi.ExecutionControl;
import org.jspecify.annotations.Nullable;

/**
 * JShell's way to run snippets, over a {@link Target}. JShell reduces what comes back to a string and swallows failures:
 * {@link #lastOutcome} and {@link #lastFailure} have all of it.
 */
final class RemoteExecution implements ExecutionControl {
    private final Supplier<Target> target;
    private final SnippetRewriter rewriter;
    private volatile int evalId;
    private volatile List<String> lastDefined = List.of();
    private volatile @Nullable Outcome lastOutcome;
    private volatile @Nullable String lastFailure;
    private volatile TargetException.Kind lastFailureKind = TargetException.Kind.FAILED;

    RemoteExecution(Supplier<Target> target, SnippetRewriter rewriter) {
        this.target = target;
        this.rewriter = rewriter;
    }

    /** Starts an evaluation: what runs from now on belongs to it. */
    void begin(int newEvalId) {
        evalId = newEvalId;
        lastDefined = List.of();
        lastOutcome = null;
        lastFailure = null;
    }

    /** Returns the classes that this evaluation has defined last. */
    List<String> lastDefined() {
        return lastDefined;
    }

    /** Returns how the last run of this evaluation ended, or null when nothing ran. */
    @Nullable
    Outcome lastOutcome() {
        return lastOutcome;
    }

    /** Returns why this evaluation's classes could not be defined or its connection was lost, or null. */
    @Nullable
    String lastFailure() {
        return lastFailure;
    }

    /** Returns of what kind {@link #lastFailure} is. */
    TargetException.Kind lastFailureKind() {
        return lastFailureKind;
    }

    @Override
    public void load(ClassBytecodes[] classes) throws ClassInstallException, EngineTerminationException {
        Map<String, byte[]> rewritten = new LinkedHashMap<>();
        try {
            for (ClassBytecodes snippet : classes) {
                rewriter.learn(snippet.bytecodes());
            }
            for (ClassBytecodes snippet : classes) {
                rewritten.put(snippet.name(), rewriter.rewrite(snippet.bytecodes(), evalId));
            }
            target.get().define(rewritten);
            lastDefined = List.copyOf(rewritten.keySet());
        } catch (TargetException e) {
            lastFailureKind = e.kind();
            throw notInstalled(e, classes);
        } catch (UnsupportedSnippetException e) {
            lastFailureKind = TargetException.Kind.FAILED;
            throw notInstalled(e, classes);
        }
    }

    private ClassInstallException notInstalled(Exception e, ClassBytecodes[] classes) {
        lastFailure = e.getMessage();
        return new ClassInstallException(e.getMessage(), new boolean[classes.length]);
    }

    /** JShell goes on after a failed installation, and would find only that a class is missing. */
    private void refuseAfterFailure() throws InternalException {
        if (lastFailure != null) {
            throw new InternalException(lastFailure);
        }
    }

    @Override
    public String invoke(String className, String methodName)
            throws RunException, EngineTerminationException, InternalException {
        refuseAfterFailure();
        try {
            return result(target.get().invoke(evalId, className, methodName));
        } catch (TargetException e) {
            throw lost(e);
        }
    }

    @Override
    public String varValue(String className, String varName)
            throws RunException, EngineTerminationException, InternalException {
        try {
            return result(target.get().read(evalId, className, varName));
        } catch (TargetException e) {
            throw lost(e);
        }
    }

    private InternalException lost(TargetException e) {
        lastFailure = e.getMessage();
        lastFailureKind = e.kind();
        return new InternalException(e.getMessage());
    }

    private String result(Outcome outcome) throws RunException, InternalException {
        lastOutcome = outcome;
        if (outcome instanceof Outcome.Value value) {
            return value.value().text;
        }
        if (outcome instanceof Outcome.Thrown thrown) {
            throw exception(thrown.thrown());
        }
        if (outcome instanceof Outcome.Failed failed) {
            throw new InternalException(failed.reason());
        }
        throw new StoppedException();
    }

    private static RunException exception(ThrownText thrown) {
        StackTraceElement[] frames = thrown.frames.toArray(StackTraceElement[]::new);
        if (thrown.unresolvedSnippet != ThrownText.RESOLVED) {
            return new ResolutionException(thrown.unresolvedSnippet, frames);
        }
        return new UserException(thrown.message, thrown.className, frames);
    }

    /** JShell then defines a changed class anew under another name. */
    @Override
    public void redefine(ClassBytecodes[] classes) throws NotImplementedException {
        throw new NotImplementedException("a target's snippet classes are not redefined but replaced");
    }

    @Override
    public void addToClasspath(String path) throws NotImplementedException {
        throw new NotImplementedException("the class path is the target's");
    }

    /** Not used: the engine stops evaluations by their id. */
    @Override
    public void stop() {}

    @Override
    public Object extensionCommand(String command, Object argument) throws NotImplementedException {
        throw new NotImplementedException(command);
    }

    @Override
    public void close() {}
}
