// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.loaders;

import dev.jspect.protocol.LoaderFacts;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How class loaders are called. */
public final class LoaderNames {
    private LoaderNames() {}

    /** Returns {@code @1b28cdfa}. */
    public static String hash(LoaderFacts loader) {
        return "@" + Integer.toHexString(loader.identityHash);
    }

    /** Returns {@code app jdk.internal.loader.ClassLoaders$AppClassLoader@1b28cdfa}. */
    public static String label(LoaderFacts loader) {
        return (loader.name == null ? "" : loader.name + " ") + loader.className + hash(loader);
    }

    /** Returns the same and the first place it loads from, which tells two web applications apart. */
    public static String described(LoaderFacts loader) {
        return label(loader) + (loader.urls.isEmpty() ? "" : " (" + loader.urls.get(0) + ")");
    }

    /**
     * Returns the loaders with that name or {@code @hash}; where none has it, those whose name or class contains it; where
     * none does, those that load from a path that contains it. All in any case.
     */
    public static List<LoaderFacts> fitting(List<LoaderFacts> loaders, String wanted) {
        String word = wanted.toLowerCase(Locale.ROOT);
        List<LoaderFacts> whole =
                those(loaders, loader -> word.equals(hash(loader)) || word.equals(lower(loader.name)));
        if (!whole.isEmpty() || word.startsWith("@")) {
            return whole;
        }
        List<LoaderFacts> named = those(loaders, loader -> lower(label(loader)).contains(word));
        return named.isEmpty()
                ? those(
                        loaders,
                        loader ->
                                loader.urls.stream().anyMatch(url -> lower(url).contains(word)))
                : named;
    }

    private static List<LoaderFacts> those(List<LoaderFacts> loaders, Predicate<LoaderFacts> fits) {
        return loaders.stream().filter(fits).toList();
    }

    private static String lower(@Nullable String name) {
        return name == null ? "" : name.toLowerCase(Locale.ROOT);
    }
}
