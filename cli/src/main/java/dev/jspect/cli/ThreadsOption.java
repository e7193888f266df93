// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.shell.threads.ThreadSelector;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** Which threads are shown. */
final class ThreadsOption {
    private List<String> patterns = List.of();

    /** Adds the option to what a command takes. */
    void describe(Syntax syntax) {
        syntax.option(
                OptionSpec.builder("-t", "--thread")
                        .paramLabel("THREAD")
                        .description(
                                "Only threads whose name fits this pattern (* and ?), or with this #id; repeatable."),
                String[].class,
                typed -> patterns = List.of(typed));
    }

    /** Returns what was typed; empty for all threads. */
    List<String> patterns() {
        return patterns;
    }

    /** Whether all threads are shown. */
    boolean areAll() {
        return patterns.isEmpty();
    }

    /** Whether a thread is among those that are shown. */
    boolean include(long id, String name) {
        return areAll() || patterns.stream().anyMatch(pattern -> ThreadSelector.fits(pattern, id, name));
    }
}
