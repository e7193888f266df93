// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualThreadDumpParserTest {
    private static final String FORGED = "virtual \"quoted\"\n      evil.Fake.frame(Fake.java:1)\n#9 \"fake\" virtual";

    @ParameterizedTest
    @ValueSource(ints = {21, 25})
    void findsEveryVirtualThread(int jdk) {
        VirtualThreadDump dump = VirtualThreadDumpParser.parse(Dumps.text("jdk" + jdk + "-virtual.dump_to_file.txt"));

        assertFalse(dump.truncated());
        assertEquals(12, dump.threads().stream().filter(ThreadSnapshot::virtual).count());
        assertEquals(
                1,
                dump.threads().stream()
                        .filter(thread -> thread.name().equals(FORGED))
                        .count());
    }

    @ParameterizedTest
    @ValueSource(ints = {21, 25})
    void showsAMountedThreadOnceWithItsCarrier(int jdk) {
        ThreadDump dump = Dumps.virtual(jdk);

        ThreadSnapshot spinner = Dumps.thread(dump, "virtual-spinner");
        assertTrue(spinner.virtual());
        assertNotEquals(0, spinner.carrierId());
        assertEquals("spin", spinner.frames().get(0).methodName());
        assertEquals(12, dump.threads().stream().filter(ThreadSnapshot::virtual).count());
        assertEquals(0, Dumps.thread(dump, "virtual-park").carrierId());
    }

    @Test
    void knowsStatesFrom25On() {
        assertEquals(
                Thread.State.TIMED_WAITING,
                Dumps.thread(Dumps.virtual(25), "virtual-sleeper").state());
        assertEquals(
                Thread.State.RUNNABLE,
                Dumps.thread(Dumps.virtual(25), "virtual-spinner").state());
        assertNull(Dumps.thread(Dumps.virtual(21), "virtual-sleeper").state());
    }

    @Test
    void findsVirtualHoldersOfMonitors() {
        ThreadDump dump = Dumps.virtual(25);
        LockHolders holders = new LockHolders(dump);
        ThreadSnapshot holder = Dumps.thread(dump, "virtual-monitor-holder");

        AwaitedLock virtual = Dumps.thread(dump, "virtual-monitor-contender").waitingOn();
        AwaitedLock platform = Dumps.thread(dump, "platform-contender").waitingOn();

        assertNotNull(virtual);
        assertNotNull(platform);
        assertEquals(holder, holders.holderOf(virtual));
        assertEquals(holder, holders.holderOf(platform));
    }

    @Test
    void readsModulesAndLoaders() {
        VirtualThreadDump dump = VirtualThreadDumpParser.parse("""
                #5 "v" virtual
                      app//p.Main$$Lambda/0x000000003e042f30.run(Unknown Source)
                      loader/mod@1.0/p.Main.run(Main.java:7)
                      java.base/java.lang.VirtualThread.run(VirtualThread.java:329)

                """);

        StackFrame hidden = dump.threads().get(0).frames().get(0);
        StackFrame named = dump.threads().get(0).frames().get(1);
        assertEquals("p.Main$$Lambda/0x000000003e042f30", hidden.className());
        assertEquals("app", hidden.loader());
        assertNull(hidden.module());
        assertEquals("p.Main", named.className());
        assertEquals("loader", named.loader());
        assertEquals("mod", named.module());
        assertEquals("java.base", dump.threads().get(0).frames().get(2).module());
    }

    @Test
    void readsTheOwnerThatTheJvmNames() {
        VirtualThreadDump dump = VirtualThreadDumpParser.parse("""
                #5 "v" virtual WAITING 2026-01-01T00:00:00Z
                    at java.base/java.lang.VirtualThread.park(VirtualThread.java:742)
                    - parking to wait for <java.util.concurrent.locks.ReentrantLock$NonfairSync@1f>, owner #9

                """);

        AwaitedLock awaited = dump.threads().get(0).waitingOn();
        assertNotNull(awaited);
        assertEquals(9, awaited.ownerId());
        assertEquals("@1f", awaited.lock() == null ? null : awaited.lock().identity());
    }

    @Test
    void keepsNamesWithBlankLines() {
        VirtualThreadDump dump = VirtualThreadDumpParser.parse("#5 \"a\n\nb\" virtual\n      p.A.b(A.java:1)\n\n");

        assertEquals("a\n\nb", dump.threads().get(0).name());
    }
}
