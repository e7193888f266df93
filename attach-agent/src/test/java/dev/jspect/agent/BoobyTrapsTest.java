// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.protocol.ValueTree;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading runs none of the application's code: here all of it is armed meanwhile. */
class BoobyTrapsTest {
    @BeforeEach
    @AfterEach
    void disarm() {
        Traps.reset();
    }

    @Test
    void readingRunsNoApplicationCode() {
        List<Object> all = Traps.containersOfTraps();
        all.addAll(Traps.trappedObjects());
        for (Object each : all) {
            Traps.arm();
            ValueTree tree = TargetValues.read(each);
            TargetValues.read("password", each, TargetValues.WIDE);
            TargetValues.read(null, each, TargetValues.bounds(0, 1, 1));
            Traps.disarm();

            assertNull(Traps.sprung(), each.getClass().getName());
            assertTrue(
                    tree.notCaptured == null && tree.kind != ValueTree.MISSING,
                    each.getClass().getName());
        }
    }

    @Test
    void showsContainersOfTheApplicationAsWhatTheyAre() {
        Traps.TrapArrayList list = new Traps.TrapArrayList();
        list.add("a");
        Traps.TrapHashMap map = new Traps.TrapHashMap();
        map.put("k", "v");

        ValueTree ofList = TargetValues.read(list);
        ValueTree ofMap = TargetValues.read(map);

        assertEquals(Traps.TrapArrayList.class.getName(), ofList.className);
        assertEquals(List.of("a"), TargetValues.plain(ofList));
        assertEquals(Traps.TrapHashMap.class.getName(), ofMap.className);
        assertEquals(List.of(List.of("k", "v")), TargetValues.plain(ofMap));
    }

    @Test
    void loadsAndInitializesNoClasses() {
        ValueTree tree = TargetValues.read(new HasFieldOfUnusedType());

        assertEquals("[unused]", tree.names.toString());
        assertNull(Traps.sprung());
    }

    private static final class HasFieldOfUnusedType {
        @SuppressWarnings("UnusedVariable")
        private Unused unused;
    }

    private static final class Unused {
        static {
            Traps.arm();
            Traps.trap("static initializer", null);
        }
    }
}
