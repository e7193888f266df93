// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HotSpotThreadDumpParserTest {
    @ParameterizedTest
    @ValueSource(ints = {8, 11, 17, 21, 25})
    void findsEveryThreadOnce(int jdk) {
        ThreadDump dump = Dumps.platform(jdk);

        assertFalse(dump.truncated());
        assertTrue(dump.jvm().startsWith("OpenJDK 64-Bit Server VM ("), dump.jvm());
        assertEquals(
                12,
                dump.threads().stream()
                        .filter(thread -> thread.name().startsWith("pool-1-thread-"))
                        .count());
        assertEquals(
                dump.threads().stream().filter(thread -> thread.id() != 0).count(),
                dump.threads().stream()
                        .filter(thread -> thread.id() != 0)
                        .map(ThreadSnapshot::id)
                        .distinct()
                        .count());
        assertEquals(jdk == 8 ? 47 : 48, dump.javaThreads().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 11, 17, 21, 25})
    void tellsStatesAndWaits(int jdk) {
        ThreadDump dump = Dumps.platform(jdk);

        waits(dump, "monitor-contender-1", Thread.State.BLOCKED, AwaitedLock.Kind.MONITOR_ENTER, "Situations$Account");
        waits(dump, "object-wait", Thread.State.WAITING, AwaitedLock.Kind.OBJECT_WAIT, "Situations$Account");
        waits(
                dump,
                "object-wait-timed",
                Thread.State.TIMED_WAITING,
                AwaitedLock.Kind.OBJECT_WAIT,
                "Situations$Account");
        waits(
                dump,
                "latch-await",
                Thread.State.WAITING,
                AwaitedLock.Kind.PARK,
                "java.util.concurrent.CountDownLatch$Sync");
        assertEquals(Thread.State.RUNNABLE, Dumps.thread(dump, "spinner").state());
        assertNull(Dumps.thread(dump, "sleeper").waitingOn());
        AwaitedLock bare = Dumps.thread(dump, "park-bare").waitingOn();
        assertNotNull(bare);
        assertNull(bare.lock());
    }

    private static void waits(
            ThreadDump dump, String name, Thread.State state, AwaitedLock.Kind kind, String className) {
        ThreadSnapshot thread = Dumps.thread(dump, name);
        AwaitedLock awaited = thread.waitingOn();
        assertEquals(state, thread.state(), name);
        assertNotNull(awaited, name);
        assertEquals(kind, awaited.kind(), name);
        assertNotNull(awaited.lock(), name);
        assertEquals(className, awaited.lock().className(), name);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 11, 17, 21, 25})
    void saysWhichMonitorIsGivenUpInWait(int jdk) {
        List<HeldLock> locks = Dumps.thread(Dumps.platform(jdk), "object-wait").frames().stream()
                .flatMap(frame -> frame.locks().stream())
                .toList();

        assertEquals(1, locks.size());
        assertEquals(HeldLock.How.RELEASED_IN_WAIT, locks.get(0).how());
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 11, 17, 21, 25})
    void readsBothDeadlocks(int jdk) {
        ThreadDump dump = Dumps.platform(jdk);

        assertEquals(2, dump.deadlocks().size());
        for (Deadlock deadlock : dump.deadlocks()) {
            assertEquals(2, deadlock.threads().size());
            for (Deadlock.Member member : deadlock.threads()) {
                ThreadSnapshot thread = Dumps.thread(dump, member.name());
                assertEquals(thread.id(), member.id());
                assertNotNull(member.heldBy());
                assertEquals(Dumps.thread(dump, member.heldBy()).id(), member.heldById());
                assertEquals(thread.waitingOn(), member.waitsFor());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 11, 17, 21, 25})
    void keepsNamesThatForgeLines(int jdk) {
        ThreadDump dump = Dumps.platform(jdk);

        for (String name : List.of(
                "quote \" in\" the name",
                "\" #7 prio=5 os_prio=0 tid=0x1 nid=0x1 runnable",
                "line\n\tat evil.Fake.frame(Fake.java:1)\n\"fake\" #9 prio=5",
                "colour \u001b[31mred\u001b[0m \u202egnol",
                "",
                "t\u00e4glich-\u540d\u524d")) {
            ThreadSnapshot thread = Dumps.thread(dump, name);
            assertEquals(Thread.State.TIMED_WAITING, thread.state(), name);
            assertEquals("java.lang.Thread", thread.frames().get(0).className(), name);
        }
    }

    @Test
    void readsFramesOfNamedModules() {
        StackFrame frame = Dumps.thread(Dumps.platform(25), "acceptor").frames().get(1);

        assertEquals("sun.nio.ch.NioSocketImpl", frame.className());
        assertEquals("accept", frame.methodName());
        assertEquals("NioSocketImpl.java", frame.file());
        assertEquals(751, frame.line());
        assertEquals("java.base", frame.module());
        assertEquals(1, frame.depth());
    }

    @Test
    void readsNativeAndHiddenFrames() {
        List<StackFrame> frames = Dumps.thread(Dumps.platform(25), "sleeper").frames();

        assertTrue(frames.get(0).nativeMethod());
        assertNull(frames.get(0).file());
        assertEquals(
                "Situations$$Lambda/0x000000003e042f30",
                frames.stream()
                        .filter(frame -> frame.className().contains("Lambda"))
                        .findFirst()
                        .orElseThrow()
                        .className());
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 11, 17, 21, 25})
    void readsTimesAndIds(int jdk) {
        ThreadSnapshot spinner = Dumps.thread(Dumps.platform(jdk), "spinner");

        assertTrue(spinner.daemon());
        assertEquals(5, spinner.priority());
        assertNotNull(spinner.osThreadId());
        assertNotEquals(0, spinner.id());
        if (jdk == 8) {
            assertNull(spinner.cpuMs());
        } else {
            assertNotNull(spinner.cpuMs());
            assertTrue(spinner.cpuMs() > 100, "cpu " + spinner.cpuMs());
            assertNotNull(spinner.elapsedMs());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 11, 17, 21, 25})
    void marksThreadsOfTheVm(int jdk) {
        ThreadDump dump = Dumps.platform(jdk);

        assertTrue(Dumps.thread(dump, "VM Thread").vm());
        assertTrue(Dumps.thread(dump, "Signal Dispatcher").vm());
        assertTrue(Dumps.thread(dump, "C1 CompilerThread" + (jdk == 8 ? 1 : 0)).vm());
        assertFalse(Dumps.thread(dump, "main").vm());
    }

    @Test
    void readsOwnedSynchronizers() {
        List<HeldLock> owned =
                Dumps.thread(Dumps.platform(17), "write-lock-holder").synchronizers();

        assertEquals(1, owned.size());
        assertEquals(
                "java.util.concurrent.locks.ReentrantReadWriteLock$NonfairSync",
                owned.get(0).lock().className());
    }

    @Test
    void separatesMountedFromCarrierFrames() {
        ThreadDump dump = HotSpotThreadDumpParser.parse(Dumps.text("jdk25-virtual.txt"), Instant.EPOCH);
        ThreadSnapshot carrier = Dumps.thread(dump, "ForkJoinPool-1-worker-3");
        ThreadSnapshot mounted = dump.threads().stream()
                .filter(ThreadSnapshot::virtual)
                .findFirst()
                .orElseThrow();

        assertEquals(mounted.id(), carrier.carriedId());
        assertEquals(carrier.id(), mounted.carrierId());
        assertEquals("spin", mounted.frames().get(0).methodName());
        assertEquals("jdk.internal.vm.Continuation", carrier.frames().get(0).className());
        assertEquals(6011L, carrier.osThreadId());
    }
}
