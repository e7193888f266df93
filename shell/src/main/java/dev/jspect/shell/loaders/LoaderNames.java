// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.protocol.LoaderFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How class loaders are called. */
final class LoaderNames {
    private LoaderNames() {}

    /** Returns {@code @1b28cdfa}. */
    static String hash(LoaderFacts loader) {
        return "@" + Integer.toHexString(loader.identityHash);
    }

    /** Returns {@code app jdk.internal.loader.ClassLoaders$AppClassLoader@1b28cdfa}. */
    static String label(LoaderFacts loader) {
        return (loader.name == null ? "" : loader.name + " ") + loader.className + hash(loader);
    }

    /** Returns the loaders with that name or {@code @hash}; where none has it, those whose name or class contains it. */
    static List<LoaderFacts> fitting(List<LoaderFacts> loaders, String wanted) {
        List<LoaderFacts> whole = new ArrayList<>();
        List<LoaderFacts> part = new ArrayList<>();
        String word = wanted.toLowerCase(Locale.ROOT);
        for (LoaderFacts loader : loaders) {
            if (hash(loader).equals(word) || wanted.equals(loader.name)) {
                whole.add(loader);
            } else if (!word.startsWith("@")
                    && label(loader).toLowerCase(Locale.ROOT).contains(word)) {
                part.add(loader);
            }
        }
        return whole.isEmpty() ? part : whole;
    }
}
