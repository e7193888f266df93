// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExceptionMessagesTest {
    private static ExceptionCapture capture(List<ThrownPart> parts, int threads) {
        LocalVariable variable = new LocalVariable(0, 9, 1, "order", "La/Order;", null);
        MethodFacts method = new MethodFacts(
                5,
                "a.B",
                "sum",
                "()V",
                0,
                MethodFacts.APPLICATION,
                "B.java",
                "file:/b.jar",
                new byte[] {1, 2},
                new int[] {0, 7},
                List.of(variable),
                true);
        FrameCapture frame = new FrameCapture(
                0, 4, FrameCapture.READ, new int[] {0}, List.of(ValueTree.ofMissing("optimized away", null, 0, -1)));
        ThreadCapture thread = new ThreadCapture(21, "worker", false, 5, null, 1, List.of(frame));
        FramesCapture frames = new FramesCapture(
                FramesCapture.LOCALS, null, 0, false, 0, List.of(method), threads == 1 ? List.of(thread) : List.of());
        return new ExceptionCapture(7, 1_000, 3, true, "worker-1", parts, frames, CARRIED, ExceptionCapture.OF_END);
    }

    private static final ThreadContext CARRIED = new ThreadContext(
            21,
            "worker",
            false,
            false,
            false,
            "main",
            null,
            3,
            false,
            false,
            0,
            0,
            List.of(new CarriedValue(
                    CarriedValue.LOCAL,
                    "a.Mdc",
                    "local",
                    "java.lang.ThreadLocal",
                    null,
                    CarriedValue.NO_SIZE,
                    null,
                    ValueTree.ofNull())));

    private static final List<ThrownPart> PARTS = List.of(
            new ThrownPart(ThrownPart.THROWN, "a.X", ValueTree.ofNull(), null),
            new ThrownPart(ThrownPart.SUPPRESSED, "a.Y", ValueTree.ofNull(), null),
            new ThrownPart(
                    ThrownPart.CAUSE,
                    "a.Z",
                    ValueTree.ofMissing("redacted", "java.lang.String", 0, -1),
                    "more causes"));

    private static byte[] bytes(ExceptionCapture capture) {
        BodyWriter body = new BodyWriter();
        capture.writeTo(body);
        return body.toByteArray();
    }

    @Test
    void carriesACaptureUnchanged() throws ProtocolException {
        BodyReader in = new BodyReader(bytes(capture(PARTS, 1)));

        ExceptionCapture got = ExceptionCapture.readFrom(in);

        in.end();
        assertEquals(1_000, got.atMillis);
        assertEquals(3, got.seen);
        assertEquals(3, got.parts.size());
        assertEquals(ThrownPart.CAUSE, got.parts.get(2).relation);
        assertEquals("a.Z", got.parts.get(2).className);
        assertEquals("redacted", got.parts.get(2).message.notCaptured);
        assertEquals("more causes", got.parts.get(2).leftOut);
        assertNull(got.parts.get(0).leftOut);
        assertEquals("worker", got.frames.threads.get(0).name);
        assertEquals("sum", got.frames.methods.get(0).name);
    }

    @Test
    void refusesACaptureOfNothing() {
        assertThrows(
                ProtocolException.class, () -> ExceptionCapture.readFrom(new BodyReader(bytes(capture(List.of(), 1)))));
        assertThrows(
                ProtocolException.class, () -> ExceptionCapture.readFrom(new BodyReader(bytes(capture(PARTS, 0)))));
    }

    @Test
    void carriesARequestUnchanged() throws ProtocolException {
        BodyReader in = new BodyReader(request(64, 5));

        ExceptionsRequest got = ExceptionsRequest.readFrom(in);

        in.end();
        assertEquals("a.*", got.glob);
        assertTrue(got.locals);
        assertFalse(got.allFrames);
        assertEquals(64, got.maxFrames);
        assertEquals(5, got.perSecond);
        assertEquals(List.of("com.shop"), got.applicationPrefixes);
        assertEquals(80, got.bounds.length);
    }

    @Test
    void refusesARequestWithoutBounds() {
        for (byte[] bad : List.of(
                request(0, 5), request(1 << 17, 5), request(64, 0), request(64, ExceptionsRequest.MAX_RATE + 1))) {
            assertThrows(ProtocolException.class, () -> ExceptionsRequest.readFrom(new BodyReader(bad)));
        }
    }

    private static byte[] request(int maxFrames, int perSecond) {
        BodyWriter body = new BodyWriter();
        ValueBounds bounds = new ValueBounds(1, 10, 80, 1 << 20, 1_000, List.of());
        new ExceptionsRequest(
                        "a.*",
                        true,
                        maxFrames,
                        false,
                        List.of("com.shop"),
                        perSecond,
                        perSecond,
                        false,
                        null,
                        0,
                        List.of("a.Mdc"),
                        bounds)
                .writeTo(body);
        return body.toByteArray();
    }

    @Test
    void survivesWhateverAHostilePeerSends() {
        byte[] good = bytes(capture(PARTS, 1));
        Random random = new Random(29);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(good.length) + 1);
            bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            BodyReader in = new BodyReader(bad);
            try {
                ExceptionCapture.readFrom(in);
                in.end();
            } catch (ProtocolException e) {
                refused++;
            }
        }
        assertTrue(refused > 10_000, refused + " of 20000 were refused");
    }
}
