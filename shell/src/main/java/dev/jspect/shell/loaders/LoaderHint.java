// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.protocol.LoaderFacts;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.engine.SnippetResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells of other class loaders when code names what the one in use does not see. */
final class LoaderHint {
    private static final int MOST = 5;

    private LoaderHint() {}

    /** Returns a sentence, or null when no class was missing, or no other loader has any. */
    static @Nullable String of(List<SnippetResult> results, RemoteTarget target) {
        try {
            return results.stream().anyMatch(LoaderHint::misses) ? others(target) : null;
        } catch (TargetException gone) {
            // The results tell that already.
            return null;
        }
    }

    private static @Nullable String others(RemoteTarget target) throws TargetException {
        LoaderFacts inUse = target.loaderInUse();
        List<LoaderFacts> all = target.loaders();
        List<LoaderFacts> others = new ArrayList<>(all);
        others.removeIf(loader -> loader.classCount == 0);
        for (int id = inUse.id; id != 0; id = parentOf(id, all)) {
            int seen = id;
            others.removeIf(loader -> loader.id == seen);
        }
        if (others.isEmpty()) {
            return null;
        }
        String named = others.stream().limit(MOST).map(LoaderChoice::described).collect(Collectors.joining(", "));
        return "the code sees the classes of " + LoaderChoice.label(inUse) + ", not those of " + named
                + (others.size() > MOST ? " and " + (others.size() - MOST) + " more" : "") + ". Choose with --loader";
    }

    private static boolean misses(SnippetResult result) {
        return result.problems().stream()
                .anyMatch(problem -> problem.code().startsWith("compiler.err.cant.resolve")
                        || problem.code().equals("compiler.err.doesnt.exist"));
    }

    private static int parentOf(int id, List<LoaderFacts> loaders) {
        return loaders.stream()
                .filter(loader -> loader.id == id)
                .mapToInt(loader -> loader.parentId)
                .findFirst()
                .orElse(0);
    }
}
