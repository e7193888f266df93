// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.protocol.ExceptionsRequest;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.FramesRequest;
import dev.jspect.protocol.HeldFrames;
import dev.jspect.protocol.LoaderFacts;
import dev.jspect.protocol.ThrownText;
import dev.jspect.protocol.ValueText;
import dev.jspect.shell.ExceptionFeed;
import dev.jspect.shell.JvmDescription;
import dev.jspect.shell.Outcome;
import dev.jspect.shell.Target;
import dev.jspect.shell.TargetException;
import java.io.File;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** This JVM as a target: snippets' classes run in a loader below the tests', through the agent's own linking. */
public final class InProcessTarget implements Target {
    private final SnippetClasses loader = new SnippetClasses();

    /** The class files that were defined, by name, the newest last. */
    final Map<String, byte[]> defined = new LinkedHashMap<>();

    private List<String> urls = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(path -> Path.of(path).toUri().toString())
            .toList();

    /** Opens what the engine links through. */
    public InProcessTarget() {
        trust();
    }

    /** What the session does in a target before the first snippet; the tests' JVM opens the package by a flag. */
    private static void trust() {
        try {
            Field trusted = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
            trusted.setAccessible(true);
            Field lookup = Class.forName("dev.jspect.agent.eval.TrustedLookup").getDeclaredField("lookup");
            lookup.setAccessible(true);
            lookup.set(null, trusted.get(null));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no trusted lookup", e);
        }
    }

    @Override
    public JvmDescription jvm() {
        return new JvmDescription(
                1,
                "tests",
                Runtime.version().feature(),
                Runtime.version().toString(),
                Path.of(System.getProperty("java.home")),
                Path.of("/"));
    }

    @Override
    public List<LoaderFacts> loaders() {
        return List.of(new LoaderFacts(1, "app", "app", 1, 0, 1, urls));
    }

    /** Has the loader in use see the classes of one directory, and no others. */
    void see(Path directory) {
        urls = List.of(directory.toUri().toString());
    }

    @Override
    public LoaderFacts useLoader(int id) {
        return loaders().get(0);
    }

    @Override
    public LoaderFacts loaderInUse() {
        return loaders().get(0);
    }

    @Override
    public List<String> loadedClasses() {
        return List.of();
    }

    @Override
    public byte @Nullable [] classFile(String name) {
        return null;
    }

    @Override
    public void define(Map<String, byte[]> classFiles) {
        defined.putAll(classFiles);
        loader.classFiles.putAll(classFiles);
        for (String name : classFiles.keySet()) {
            loader.link(name);
        }
    }

    @Override
    public Outcome invoke(int evalId, String className, String method) {
        try {
            Method found = Class.forName(className, true, loader).getDeclaredMethod(method);
            found.setAccessible(true);
            return value(found.invoke(null));
        } catch (InvocationTargetException e) {
            return thrown(Objects.requireNonNull(e.getCause()));
        } catch (ReflectiveOperationException e) {
            return new Outcome.Failed(e.toString());
        }
    }

    @Override
    public Outcome read(int evalId, String className, String field) {
        try {
            Field found = Class.forName(className, true, loader).getDeclaredField(field);
            found.setAccessible(true);
            return value(found.get(null));
        } catch (ReflectiveOperationException e) {
            return new Outcome.Failed(e.toString());
        }
    }

    private static Outcome value(@Nullable Object value) {
        return new Outcome.Value(new ValueText(ValueText.OBJECT, String.valueOf(value), "", -1, 0, null));
    }

    private static Outcome thrown(Throwable thrown) {
        int unresolved = ThrownText.RESOLVED;
        if (thrown.getClass().getName().equals("dev.jspect.agent.eval.UnresolvedSnippet")) {
            try {
                unresolved = (int) thrown.getClass().getMethod("id").invoke(thrown);
            } catch (ReflectiveOperationException e) {
                return new Outcome.Failed(e.toString());
            }
        }
        return new Outcome.Thrown(
                new ThrownText(thrown.getClass().getName(), thrown.getMessage(), unresolved, List.of(), 0, null));
    }

    /** Reads a static of the stand-in for what snippets call. */
    Object support(String field) {
        try {
            return loader.loadClass("dev.jspect.agent.eval.SnippetSupport")
                    .getField(field)
                    .get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(field, e);
        }
    }

    /** Has the stop check that comes after so many throw, and each one after it. */
    void stopAfter(int checks) {
        try {
            Class<?> support = loader.loadClass("dev.jspect.agent.eval.SnippetSupport");
            support.getField("checks").set(null, 0);
            support.getField("stopAt").set(null, checks);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("stopAt", e);
        }
    }

    @Override
    public boolean stop(int evalId, boolean hard) {
        return true;
    }

    @Override
    public void abandon(int evalId) {}

    @Override
    public FramesCapture frames(FramesRequest request) throws TargetException {
        throw new TargetException(TargetException.Kind.FAILED, "has no native library");
    }

    @Override
    public HeldFrames holdFrames(FramesRequest request) throws TargetException {
        throw new TargetException(TargetException.Kind.FAILED, "has no native library");
    }

    @Override
    public ExceptionFeed exceptions(ExceptionsRequest request) throws TargetException {
        throw new TargetException(TargetException.Kind.FAILED, "has no native library");
    }

    @Override
    public HeldFrames holdException(long id) throws TargetException {
        throw new TargetException(TargetException.Kind.FAILED, "has no native library");
    }

    @Override
    public void releaseFrames() {
        hold();
    }

    /** Keeps values as those of the variables 0, 1, 2... of the frame at depth 1. */
    void hold(@Nullable Object... values) {
        try {
            loader.loadClass("dev.jspect.agent.eval.SnippetSupport")
                    .getField("frameValues")
                    .set(null, new Object[][] {{}, values});
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("frameValues", e);
        }
    }

    @Override
    public void prepareInstances() throws TargetException {
        throw new TargetException(TargetException.Kind.FAILED, "has no native library");
    }

    @Override
    public void prepareContext() throws TargetException {
        throw new TargetException(TargetException.Kind.FAILED, "has no native library");
    }

    @Override
    public void redirectOutput(OutputStream out, OutputStream err) {}

    @Override
    public void close() {}
}
