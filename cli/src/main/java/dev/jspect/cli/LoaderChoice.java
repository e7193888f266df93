// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.protocol.LoaderFacts;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.loaders.LoaderNames;
import java.util.List;
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

    /** Finds the one loader that fits. */
    static LoaderFacts find(List<LoaderFacts> loaders, String wanted) {
        List<LoaderFacts> fitting = LoaderNames.fitting(loaders, wanted);
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        List<LoaderFacts> candidates = fitting.isEmpty() ? loaders : fitting;
        throw new JspectException(
                ExitCode.USAGE,
                (fitting.isEmpty() ? "no class loader fits '" : "several class loaders fit '") + wanted + "'",
                candidates.stream().map(LoaderNames::described).collect(Collectors.joining(", ")),
                null);
    }
}
