// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is hard to record: cut-off dumps, forged names, moments that pass quickly. */
class OddThreadDumpsTest {
    @Test
    void findsTheWaitedMonitorThatCompiledFramesHide() {
        ThreadDump dump = HotSpotThreadDumpParser.parse("""
                "a" #1 prio=5 os_prio=0 tid=0x1 nid=0x1 in Object.wait() [0x1]
                   java.lang.Thread.State: WAITING (on object monitor)
                \tat java.lang.Object.wait(java.base@17/Native Method)
                \t- waiting on <no object reference available>
                \tat p.Queue.take(Queue.java:9)
                \t- locked <0x00000000000000ff> (a p.Queue)
                \tat p.Main.`may park (now)`(Main.kt:3)
                \t- eliminated <owner is scalar replaced> (a p.Temporary)

                JNI global refs: 1, weak refs: 0
                """, Instant.EPOCH);
        ThreadSnapshot thread = dump.threads().get(0);

        assertEquals("`may park (now)`", thread.frames().get(2).methodName());
        assertEquals("Main.kt", thread.frames().get(2).file());
        assertEquals(
                new HeldLock(new LockRef("p.Temporary", null, null), HeldLock.How.ELIMINATED),
                thread.frames().get(2).locks().get(0));
        LockRef waited = new LockRef("p.Queue", "0xff", null);
        assertEquals(
                new HeldLock(waited, HeldLock.How.RELEASED_IN_WAIT),
                thread.frames().get(1).locks().get(0));
        assertEquals(new AwaitedLock(AwaitedLock.Kind.OBJECT_WAIT, waited, 0), thread.waitingOn());
    }

    @Test
    void readsDeadlocksOfThreadsWhoseNamesHoldLines() {
        String forged = "x\n\"deadlock-monitor-blue\":\n  which is held by \"me";
        String text = Dumps.text("jdk25.txt").replace("\"deadlock-monitor-red\"", "\"" + forged + "\"");

        Deadlock deadlock =
                HotSpotThreadDumpParser.parse(text, Instant.EPOCH).deadlocks().get(0);

        assertEquals(2, deadlock.threads().size());
        assertEquals(forged, deadlock.threads().get(0).name());
        assertEquals(forged, deadlock.threads().get(1).heldBy());
        assertEquals(deadlock.threads().get(0).id(), deadlock.threads().get(1).heldById());
    }

    @Test
    void saysNothingOfAHolderThatTheJvmCannotName() {
        ThreadDump dump = HotSpotThreadDumpParser.parse("""
                Found one Java-level deadlock:
                =============================
                "a":
                  waiting to lock monitor 0x00007f01 (object 0x00000000000000ff, a p.Queue),
                  which is held by UNKNOWN_owner_addr=0x00007f02

                Java stack information for the threads listed above:
                ===================================================

                Found 1 deadlock.
                """, Instant.EPOCH);

        Deadlock.Member member = dump.deadlocks().get(0).threads().get(0);
        assertNull(member.heldBy());
        assertEquals(0, member.heldById());
        assertFalse(dump.truncated());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // 17 and later, then 11, then 8
                "\t- waiting to re-lock in wait() <0xff> (a p.Q)\n\tat p.Q.take(Q.java:9)\n\t- locked <0xff> (a p.Q)",
                "\t- waiting on <0xff> (a p.Q)\n\tat p.Q.take(Q.java:9)\n\t- waiting to re-lock in wait() <0xff> (a p.Q)",
                "\t- waiting on <0xff> (a p.Q)\n\tat p.Q.take(Q.java:9)\n\t- locked <0xff> (a p.Q)"
            })
    void seesThatANotifiedThreadDoesNotHoldItsMonitorYet(String lines) {
        ThreadDump dump = HotSpotThreadDumpParser.parse("""
                "a" #1 prio=5 os_prio=0 tid=0x1 nid=0x1 waiting for monitor entry [0x1]
                   java.lang.Thread.State: BLOCKED (on object monitor)
                \tat java.lang.Object.wait(Native Method)
                %s

                "b" #2 prio=5 os_prio=0 tid=0x2 nid=0x2 runnable [0x2]
                   java.lang.Thread.State: RUNNABLE
                \tat p.Q.put(Q.java:5)
                \t- locked <0xff> (a p.Q)

                """.formatted(lines), Instant.EPOCH);

        ThreadSnapshot notified = dump.threads().get(0);
        assertNotNull(notified.waitingOn());
        assertEquals(AwaitedLock.Kind.MONITOR_REENTER, notified.waitingOn().kind());
        assertEquals(List.of(), notified.frames().get(0).locks());
        assertEquals(
                HeldLock.How.RELEASED_IN_WAIT,
                notified.frames().get(1).locks().get(0).how());
        assertEquals(dump.threads().get(1), new LockHolders(dump).holderOf(notified.waitingOn()));
    }

    @Test
    void tellsThatADumpWasCutOff() {
        String text = Dumps.text("jdk17.txt");

        assertTrue(HotSpotThreadDumpParser.parse(text.substring(0, text.length() / 2), Instant.EPOCH)
                .truncated());
        assertTrue(HotSpotThreadDumpParser.parse("", Instant.EPOCH).truncated());
    }

    @Test
    void doesNotTakeForgedHeadersWithUnknownTid() {
        String name = "x\" #66 prio=5 os_prio=0 tid=0x00000bad nid=0x1 runnable\n\tat evil.Fake.run(Fake.java:1)\n\"y";
        String text = Dumps.text("jdk17.txt").replace("\"sleeper\"", "\"" + name + "\"");

        ThreadDump dump = HotSpotThreadDumpParser.parse(text, Instant.EPOCH);

        assertEquals(Thread.State.TIMED_WAITING, Dumps.thread(dump, name).state());
        assertEquals(Dumps.platform(17).threads().size(), dump.threads().size());
    }
}
