// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.protocol.LoaderFacts;
import dev.jspect.shell.TargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which class loader {@code --loader} means. */
final class LoaderChoice {
    private LoaderChoice() {}

    /** Has the session use the loader of that name or {@code @hash}; null leaves the likeliest. */
    static void apply(TargetSession session, @Nullable String wanted) throws TargetException {
        if (wanted != null) {
            RemoteTarget target = session.target();
            target.useLoader(find(target.loaders(), wanted).id);
            session.engine().refresh();
        }
    }

    /**
     * Finds the one loader that fits: its whole {@code @hash}, or a part of its name or class, in any case; where several of
     * these fit, or none, a part of what it loads from.
     */
    static LoaderFacts find(List<LoaderFacts> loaders, String wanted) {
        List<LoaderFacts> fitting = new ArrayList<>();
        for (LoaderFacts loader : loaders) {
            String label = label(loader).toLowerCase(Locale.ROOT);
            String hash = label.substring(label.lastIndexOf('@'));
            boolean fits = wanted.startsWith("@")
                    ? hash.equals(wanted.toLowerCase(Locale.ROOT))
                    : label.contains(wanted.toLowerCase(Locale.ROOT));
            if (fits) {
                fitting.add(loader);
            }
        }
        if (fitting.size() != 1 && !wanted.startsWith("@")) {
            List<LoaderFacts> bySource = new ArrayList<>(fitting.isEmpty() ? loaders : fitting);
            bySource.removeIf(loader -> loader.urls.stream().noneMatch(url -> url.contains(wanted)));
            fitting = bySource.isEmpty() ? fitting : bySource;
        }
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        List<LoaderFacts> candidates = fitting.isEmpty() ? loaders : fitting;
        throw new JspectException(
                ExitCode.USAGE,
                (fitting.isEmpty() ? "no class loader fits '" : "several class loaders fit '") + wanted + "'",
                candidates.stream().map(LoaderChoice::described).collect(Collectors.joining(", ")),
                null);
    }

    /** Returns how a loader is named: {@code app jdk.internal.loader.ClassLoaders$AppClassLoader@1b28cdfa}. */
    static String label(LoaderFacts loader) {
        String name = loader.name == null ? "" : loader.name + " ";
        return name + loader.className + "@" + Integer.toHexString(loader.identityHash);
    }

    /** Returns the same and the first place it loads from, which tells two web applications apart. */
    static String described(LoaderFacts loader) {
        return label(loader) + (loader.urls.isEmpty() ? "" : " (" + loader.urls.get(0) + ")");
    }
}
