// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadSelectorTest {
    private final ThreadDump dump = Dumps.platform(21);

    @Test
    void choosesByGlobInTheDumpsOrder() {
        assertEquals(
                List.of("monitor-contender-1", "monitor-contender-2", "monitor-contender-3"),
                names("monitor-contender-?"));
        assertEquals(List.of("monitor-holder"), names("*or-h*er"));
        assertEquals(List.of(), names("Monitor-holder"));
    }

    @Test
    void choosesById() {
        ThreadSnapshot main = Dumps.thread(dump, "main");

        assertEquals(List.of("main"), names("#" + main.id()));
        assertEquals(List.of(), names("#0"));
    }

    @Test
    void choosesEachThreadOnce() {
        assertEquals(List.of("main", "spinner"), names("spinner", "main", "mai?"));
    }

    @Test
    void saysWhichSelectorsMatchedNothing() {
        ThreadSelector.Selection selection =
                new ThreadSelector(List.of("main", "nobody*", "#999999", "#x")).select(dump);

        assertEquals(List.of("nobody*", "#999999", "#x"), selection.unmatched());
    }

    @Test
    void choosesAllButTheVmsOwnByDefault() {
        assertEquals(
                dump.javaThreads(), new ThreadSelector(List.of()).select(dump).threads());
        assertEquals(List.of("VM Thread"), names("VM Thread"));
    }

    private List<String> names(String... selectors) {
        return new ThreadSelector(List.of(selectors))
                .select(dump).threads().stream().map(ThreadSnapshot::name).toList();
    }
}
