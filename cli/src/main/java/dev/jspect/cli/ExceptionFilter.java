// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.protocol.LoaderFacts;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.engine.ExceptionCondition;
import dev.jspect.shell.engine.SnippetEngine;
import dev.jspect.shell.engine.SnippetResult;
import dev.jspect.shell.text.SnippetText;
import dev.jspect.shell.text.Style;
import dev.jspect.shell.text.StyledText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The condition of {@code exceptions --where}, as a class in the target. */
final class ExceptionFilter {
    /** To ask a loader takes some milliseconds. */
    private static final int MOST_LOADERS = 64;

    private ExceptionFilter() {}

    /**
     * Compiles it, and defines it in the target.
     *
     * @param glob the classes that are wanted, or null
     * @return the name of its class there
     * @throws JspectException when it does not compile
     */
    static String define(RemoteTarget target, @Nullable String glob, String condition) throws TargetException {
        ExceptionCondition compiled;
        int owners;
        try (SnippetEngine engine = SnippetEngine.start(target.jvm(), () -> target, false)) {
            owners = useLoader(target, glob);
            compiled = ExceptionCondition.compile(engine, types(target, glob), condition);
        } catch (IOException e) {
            throw new JspectException(
                    ExitCode.NOT_PERMITTED,
                    "cannot read the JDK of the target in " + target.jvm().javaHome(),
                    String.valueOf(e.getMessage()),
                    null,
                    e);
        }
        if (compiled.className() == null) {
            throw new JspectException(
                    ExitCode.USER_CODE,
                    "--where does not compile",
                    problems(compiled.result()),
                    owners > 1
                            ? owners + " class loaders have loaded a class " + glob + ": e is a Throwable"
                            : "It is a condition on the exception e, such as: e.getMessage().contains(\"timeout\")");
        }
        return compiled.className();
    }

    /** Returns why code does not compile. */
    static String problems(SnippetResult result) {
        if (!result.missing().isEmpty()) {
            return "there is no " + String.join(", no ", result.missing());
        }
        if (result.failure() != null) {
            return result.failure();
        }
        StringBuilder text = new StringBuilder();
        try {
            SnippetText.problems(new StyledText(text, Style.PLAIN, Integer.MAX_VALUE), result);
        } catch (IOException e) {
            throw new AssertionError("a StringBuilder takes all text", e);
        }
        return text.toString().stripTrailing();
    }

    /** With the class itself its methods can be called, too; a pattern, or a class of which there is no name, is a Throwable. */
    private static List<String> types(RemoteTarget target, @Nullable String glob) throws TargetException {
        List<String> types = new ArrayList<>();
        if (glob != null && !isPattern(glob)) {
            types.addAll(loaded(target, glob));
            types.add(glob.replace('$', '.'));
        }
        return types;
    }

    private static boolean isPattern(String glob) {
        return glob.contains("*");
    }

    /** Returns the classes of that name, with their packages, that the loader in use sees. */
    private static List<String> loaded(RemoteTarget target, String glob) throws TargetException {
        String wanted = glob.replace('$', '.');
        List<String> types = new ArrayList<>();
        for (String name : target.loadedClasses()) {
            String nested = name.replace('$', '.');
            if (nested.equals(wanted) || nested.endsWith('.' + wanted)) {
                types.add(nested);
            }
        }
        return types;
    }

    /**
     * Where the loader that is taken without being told has no class of that name, takes the one that has: a web application's, for example.
     *
     * @return how many have
     */
    private static int useLoader(RemoteTarget target, @Nullable String glob) throws TargetException {
        target.loaderInUse();
        if (glob == null || isPattern(glob) || !loaded(target, glob).isEmpty()) {
            return 1;
        }
        Set<Integer> seeing = new HashSet<>();
        List<LoaderFacts> first = new ArrayList<>(target.loaders());
        first.sort(Comparator.comparingInt((LoaderFacts loader) -> -loader.classCount));
        for (LoaderFacts loader : first.subList(0, Math.min(first.size(), MOST_LOADERS))) {
            target.useLoader(loader.id);
            if (!loaded(target, glob).isEmpty()) {
                seeing.add(loader.id);
            }
        }
        List<Integer> owners = first.stream()
                .filter(loader -> seeing.contains(loader.id) && !seeing.contains(loader.parentId))
                .map(loader -> loader.id)
                .toList();
        // Of several classes of that name the condition would know one only.
        target.useLoader(owners.size() == 1 ? owners.get(0) : 0);
        return owners.size();
    }
}
