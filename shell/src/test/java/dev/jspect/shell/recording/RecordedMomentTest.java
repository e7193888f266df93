// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.recording;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.protocol.CarriedValue;
import dev.jspect.protocol.ContextCapture;
import dev.jspect.protocol.MethodFacts;
import dev.jspect.protocol.ProtocolException;
import dev.jspect.protocol.ThreadContext;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.locals.FrameLocals;
import dev.jspect.shell.locals.Variable;
import dev.jspect.shell.natives.Descriptor;
import dev.jspect.shell.natives.NativeFrame;
import dev.jspect.shell.natives.NativeStack;
import dev.jspect.shell.natives.NativeThreads;
import dev.jspect.shell.natives.SystemCall;
import dev.jspect.shell.source.SourceExcerpt;
import dev.jspect.shell.threads.AwaitedLock;
import dev.jspect.shell.threads.Deadlock;
import dev.jspect.shell.threads.HeldLock;
import dev.jspect.shell.threads.LockRef;
import dev.jspect.shell.threads.StackFrame;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RecordedMomentTest {
    private static final LockRef LOCK = new LockRef("com.shop.Stock", "0x69ec1be88", null);
    private static final AwaitedLock AWAITED = new AwaitedLock(AwaitedLock.Kind.PARK, LOCK, 7);

    static ThreadSnapshot thread(long id, String name, int line, Variable... variables) {
        StackFrame frame = new StackFrame(
                0,
                "com.shop.Orders",
                "place",
                "(I)V",
                "Orders.java",
                line,
                false,
                "shop",
                null,
                List.of(new HeldLock(LOCK, HeldLock.How.HELD)),
                line,
                new FrameLocals(List.of(variables), "pause budget"),
                new SourceExcerpt("Orders.java", line, false, List.of("before"), "place();", List.of("after")));
        return new ThreadSnapshot(
                id,
                name,
                true,
                false,
                false,
                5,
                Thread.State.WAITING,
                1.5,
                2_000L,
                4711L,
                0,
                0,
                AWAITED,
                List.of(frame),
                List.of(),
                ValueTree.ofSeen("java.lang.Object", 3),
                2,
                null);
    }

    private static Variable order(int number) {
        ValueTree value = ValueTree.ofObject(
                "com.shop.Order",
                1,
                List.of("number", "customer"),
                List.of(
                        ValueTree.ofPrimitive(ValueTree.INT, number, null),
                        ValueTree.ofString("a\u202enn\u001b[31m", "java.lang.String", 2, 9, null)),
                null);
        return Variable.of("order", "Order", true, value);
    }

    private static Moment moment() {
        MethodFacts method = new MethodFacts(
                1,
                "com.shop.Orders",
                "place",
                "(I)V",
                1,
                MethodFacts.APPLICATION,
                "Orders.java",
                "file:/shop.jar",
                new byte[] {42},
                new int[] {0, 7},
                List.of(),
                false);
        ThreadContext context = new ThreadContext(
                12,
                "worker",
                false,
                true,
                false,
                "main",
                null,
                1,
                false,
                false,
                0,
                0,
                List.of(new CarriedValue(
                        CarriedValue.LOCAL,
                        "com.shop.Tenant",
                        "CURRENT",
                        "java.lang.ThreadLocal",
                        null,
                        CarriedValue.NO_SIZE,
                        null,
                        ValueTree.ofNull())));
        ThreadDump dump = new ThreadDump(
                Instant.ofEpochMilli(1_764_576_000_123L),
                "OpenJDK 64-Bit Server VM",
                List.of(
                        thread(12, "worker", 7, order(3), Variable.notCaptured("sum", "int", false, "not live")),
                        thread(13, "other", 8)),
                List.of(new Deadlock(List.of(new Deadlock.Member(12, "worker", AWAITED, "other", 13)))),
                true);
        return new Moment(
                dump,
                RecordedMethods.of(List.of(method)),
                new ContextCapture(5, 0, null, 1, 2, 3, List.of(context)),
                new NativeThreads(
                        Map.of(4711L, new SystemCall("poll", List.of(new Descriptor(4, "tcp 127.0.0.1:5432")), 1)),
                        Map.of(
                                4711L,
                                new NativeStack(
                                        List.of(new NativeFrame("/lib/libc.so.6", "ab12", 0x8f2a1, null)),
                                        false,
                                        "its end"))),
                List.of("a note"));
    }

    @Test
    void isReadAsItWasWritten() throws ProtocolException {
        Moment moment = moment();
        byte[] bytes = MomentWriter.write(moment);

        Moment read = MomentReader.read(bytes);

        assertArrayEquals(bytes, MomentWriter.write(read));
        assertEquals(moment.dump().takenAt(), read.dump().takenAt());
        assertEquals(moment.dump().deadlocks(), read.dump().deadlocks());
        ThreadSnapshot worker = read.dump().threads().get(0);
        assertEquals(AWAITED, worker.waitingOn());
        assertEquals(
                moment.dump().threads().get(0).frames().get(0).source(),
                worker.frames().get(0).source());
        FrameLocals locals = Objects.requireNonNull(worker.frames().get(0).locals());
        assertEquals("not live", locals.variables().get(1).notCaptured());
        assertEquals(
                "poll(fd 4 -> tcp 127.0.0.1:5432, 1 more)",
                String.valueOf(read.natives().callOf(worker)));
        assertEquals(moment.natives().stacks(), read.natives().stacks());
        MethodFacts method = read.methods().all().get(0);
        // echo -n '*' | sha256sum
        assertEquals("684888c0ebb17f374298b65ee2807526", read.methods().hashOf(method));
    }

    @Test
    void whatIsCutOffIsRefused() {
        byte[] bytes = MomentWriter.write(moment());
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(ProtocolException.class, () -> MomentReader.read(cut), "of " + length + " bytes");
        }
        assertThrows(ProtocolException.class, () -> MomentReader.read(Arrays.copyOf(bytes, bytes.length + 1)));
    }

    @Test
    void whatSomebodyHasChangedIsReadOrRefusedAndNothingElse() {
        byte[] bytes = MomentWriter.write(moment());
        Random random = new Random(42);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = bytes.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            try {
                MomentReader.read(changed);
            } catch (ProtocolException e) {
                refused++;
            }
        }
        assertTrue(refused > 1_000, refused + " of 20,000 were refused");
    }

    @Test
    void tellsWhichThreadsHaveMovedAndWhichVariablesHaveChanged() {
        ThreadDump before = dump(thread(1, "still", 7, order(3)), thread(2, "moving", 7), thread(3, "ending", 7));
        ThreadDump after = dump(thread(1, "still", 7, order(4)), thread(2, "moving", 8), thread(4, "new", 7));

        MomentDiff diff = MomentDiff.of(before, after, List.of());

        assertEquals(4, diff.threads().size());
        MomentDiff.Changed still = diff.threads().get(0);
        assertEquals(1, still.variables().size(), "of the customer nothing has changed");
        assertEquals("order.number", still.variables().get(0).name());
        assertEquals(3, bits(still.variables().get(0).before()));
        assertEquals(4, bits(still.variables().get(0).after()));
        assertEquals(List.of(), diff.threads().get(1).variables());
        assertEquals(null, diff.threads().get(2).before());
        assertEquals(null, diff.threads().get(3).after());
        assertEquals(0, diff.unchanged());
        assertEquals(3, MomentDiff.of(before, before, List.of()).unchanged());
    }

    private static long bits(@Nullable Variable variable) {
        return Objects.requireNonNull(Objects.requireNonNull(variable).value()).bits;
    }

    private static ThreadDump dump(ThreadSnapshot... threads) {
        return new ThreadDump(Instant.EPOCH, "", List.of(threads), List.of(), false);
    }

    @Test
    void comparesMapsByTheirKeys() {
        Variable before = Variable.of("stock", "Map", false, stock(3));
        Variable after = Variable.of("stock", "Map", false, stock(2));

        MomentDiff diff = MomentDiff.of(dump(thread(1, "t", 7, before)), dump(thread(1, "t", 7, after)), List.of());

        assertEquals("stock[\"eggs\"]", diff.threads().get(0).variables().get(0).name());
    }

    private static ValueTree stock(int eggs) {
        return ValueTree.ofMembers(
                ValueTree.MAP,
                "java.util.HashMap",
                1,
                2,
                List.of(
                        ValueTree.ofString("milk", "java.lang.String", 2, 4, null),
                        ValueTree.ofPrimitive(ValueTree.INT, 9, null),
                        ValueTree.ofString("eggs", "java.lang.String", 3, 4, null),
                        ValueTree.ofPrimitive(ValueTree.INT, eggs, null)),
                null);
    }
}
