// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.loaders;

import dev.jspect.protocol.LoaderFacts;
import dev.jspect.shell.Target;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.engine.SnippetResult;
import dev.jspect.shell.engine.SnippetResult.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells of other class loaders when code names what the one in use does not see. */
public final class LoaderHint {
    private static final int MOST = 5;

    private LoaderHint() {}

    /** Returns a sentence, or null when no name was missing, or no other loader has any class. */
    public static @Nullable String of(List<SnippetResult> results, Target target) {
        try {
            return results.stream().anyMatch(LoaderHint::misses) ? others(target) : null;
        } catch (TargetException gone) {
            // The results tell that already.
            return null;
        }
    }

    /** A missing method has another code: its class is seen. */
    private static boolean misses(SnippetResult result) {
        return result.problems().stream()
                .map(Problem::code)
                .anyMatch(code -> code.equals("compiler.err.doesnt.exist")
                        || (code.startsWith("compiler.err.cant.resolve") && !code.contains(".args")));
    }

    private static @Nullable String others(Target target) throws TargetException {
        LoaderFacts inUse = target.loaderInUse();
        List<LoaderFacts> all = target.loaders();
        Set<Integer> seen = new HashSet<>();
        // A hostile target may name a loader its own ancestor.
        for (int id = inUse.id; id != 0 && seen.add(id); ) {
            id = parentOf(id, all);
        }
        List<LoaderFacts> others = new ArrayList<>(all);
        others.removeIf(loader -> loader.classCount == 0 || seen.contains(loader.id));
        if (others.isEmpty()) {
            return null;
        }
        String named = others.stream().limit(MOST).map(LoaderNames::described).collect(Collectors.joining(", "));
        return "the code sees the classes of " + LoaderNames.label(inUse) + ", not those of " + named
                + (others.size() > MOST ? " and " + (others.size() - MOST) + " more" : "");
    }

    private static int parentOf(int id, List<LoaderFacts> loaders) {
        return loaders.stream()
                .filter(loader -> loader.id == id)
                .mapToInt(loader -> loader.parentId)
                .findFirst()
                .orElse(0);
    }
}
