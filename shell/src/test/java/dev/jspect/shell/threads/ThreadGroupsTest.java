// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jspect.shell.locals.FrameLocals;
import dev.jspect.shell.locals.Variable;
import dev.jspect.shell.values.Trees;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadGroupsTest {
    @ParameterizedTest
    @ValueSource(ints = {8, 11, 17, 21, 25})
    void putsIdenticalStacksTogetherLargestFirst(int jdk) {
        List<ThreadGroups.Group> groups = ThreadGroups.of(Dumps.platform(jdk).javaThreads());

        assertEquals(12, groups.get(0).threads().size());
        assertEquals(List.of("pool-1-thread-1..12"), groups.get(0).names());
        assertEquals(3, groups.get(1).threads().size());
        assertEquals(List.of("monitor-contender-1..3"), groups.get(1).names());
    }

    @Test
    void variablesDoNotTellThreadsApartButLinesDo() {
        FrameLocals one = new FrameLocals(List.of(Variable.of("i", "int", false, Trees.number(1))), null);
        FrameLocals none = new FrameLocals(List.of(), "pause budget");
        List<ThreadSnapshot> threads = List.of(
                Locals.thread("a", List.of(Locals.frame(0, 39, 17, one))),
                Locals.thread("b", List.of(Locals.frame(0, 39, 20, none))),
                Locals.thread("c", List.of(Locals.frame(0, 40, 17, one))));

        List<ThreadGroups.Group> groups = ThreadGroups.of(threads);

        assertEquals(2, groups.size());
        assertEquals(List.of("a", "b"), groups.get(0).names());
    }

    @Test
    void losesNoThread() {
        List<ThreadSnapshot> threads = Dumps.virtual(25).javaThreads();

        int grouped = 0;
        for (ThreadGroups.Group group : ThreadGroups.of(threads)) {
            grouped += group.threads().size();
        }

        assertEquals(threads.size(), grouped);
    }

    @Test
    void writesRangesOfNumbers() {
        assertEquals(List.of("w-1..3,5,6,9"), NameRanges.of(List.of("w-3", "w-1", "w-2", "w-5", "w-9", "w-6")));
    }

    @Test
    void keepsNamesApartThatOnlyLookAlike() {
        assertEquals(List.of("w-01", "w-1", "w"), NameRanges.of(List.of("w-01", "w-1", "w")));
        assertEquals(List.of("x99999999999999999999999"), NameRanges.of(List.of("x99999999999999999999999")));
    }

    @Test
    void countsEqualNames() {
        assertEquals(List.of("\"\" x2", "\"w-1\" x2", "w-2"), NameRanges.of(List.of("", "", "w-1", "w-2", "w-1")));
    }
}
