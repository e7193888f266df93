// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a session asks and says of stacks below Java. */
class StacksMessagesTest {
    private static final StacksRequest REQUEST = new StacksRequest(Arrays.asList(7L, 9L, 11L), true, true, 1024, 200);

    private static byte[] written(StacksRequest request) {
        BodyWriter out = new BodyWriter();
        request.writeTo(out);
        return out.toByteArray();
    }

    private static byte[] written(StacksCapture capture) {
        BodyWriter out = new BodyWriter();
        capture.writeTo(out);
        return out.toByteArray();
    }

    private static StacksCapture capture() {
        long[] registers = new long[StackSample.REGISTERS];
        Arrays.setAll(registers, i -> 1000L + i);
        List<StackSample> samples = Arrays.asList(
                new StackSample(7, StackSample.TAKEN, registers, null, new byte[] {1, 2, 3}),
                new StackSample(9, StackSample.NOT_RUNNING, new long[0], "0 0x1", new byte[] {4}),
                new StackSample(11, StackSample.EARLIER_LEFT, new long[0], null, new byte[0]));
        return new StacksCapture(1, "a map", samples);
    }

    @Test
    void carriesARequestUnchanged() throws ProtocolException {
        StacksRequest read = StacksRequest.readFrom(new BodyReader(written(REQUEST)));

        assertArrayEquals(written(REQUEST), written(read));
        assertEquals(Arrays.asList(7L, 9L, 11L), read.threads);
        assertTrue(read.running);
        assertEquals(200, read.waitMillis);
    }

    @Test
    void carriesACaptureUnchanged() throws ProtocolException {
        StacksCapture read = StacksCapture.readFrom(new BodyReader(written(capture())), REQUEST);

        assertArrayEquals(written(capture()), written(read));
        assertEquals("a map", read.map);
        StackSample ran = read.samples.get(0);
        assertEquals(1016, ran.registers[16]);
        assertEquals(1007 - 128, ran.start());
        assertNull(ran.call);
        assertEquals("0 0x1", read.samples.get(1).call);
        assertEquals(0, read.samples.get(1).registers.length);
    }

    @Test
    void refusesToAskForTooMuch() {
        StacksRequest threads =
                new StacksRequest(Collections.nCopies(StacksRequest.MAX_THREADS + 1, 1L), true, false, 1, 1);
        StacksRequest bytes =
                new StacksRequest(Collections.nCopies(2, 1L), true, false, StacksRequest.MAX_BYTES / 2 + 1, 1);
        StacksRequest time =
                new StacksRequest(Collections.nCopies(2, 1L), true, false, 1, StacksRequest.MAX_WAIT_MILLIS + 1);

        for (StacksRequest request : Arrays.asList(threads, bytes, time)) {
            assertThrows(ProtocolException.class, () -> StacksRequest.readFrom(new BodyReader(written(request))));
        }
    }

    /** Before it takes memory for them. */
    @Test
    void refusesAMillionThreadsByTheirCount() {
        BodyWriter many = new BodyWriter().writeInt(1_000_000);
        for (int i = 0; i < 1_000_000; i++) {
            many.writeLong(i);
        }
        byte[] body = many.toByteArray();

        ProtocolException e = assertThrows(ProtocolException.class, () -> StacksRequest.readFrom(new BodyReader(body)));

        assertEquals("stacks of 1000000 threads", e.getMessage());
    }

    @Test
    void refusesWhatNobodyAskedFor() {
        byte[] body = written(capture());
        StacksRequest others = new StacksRequest(Arrays.asList(7L, 9L, 12L), true, true, 1024, 200);
        StacksRequest fewer = new StacksRequest(Arrays.asList(7L, 9L), true, true, 1024, 200);

        for (StacksRequest request : Arrays.asList(others, fewer)) {
            assertThrows(ProtocolException.class, () -> StacksCapture.readFrom(new BodyReader(body), request));
        }
        char[] much = new char[300];
        StacksCapture talkative = new StacksCapture(
                0,
                null,
                Collections.singletonList(
                        new StackSample(7, StackSample.NOT_RUNNING, new long[0], new String(much), new byte[0])));
        StacksRequest one = new StacksRequest(Collections.singletonList(7L), false, false, 0, 0);
        assertThrows(ProtocolException.class, () -> StacksCapture.readFrom(new BodyReader(written(talkative)), one));
    }

    @Test
    void survivesAnyBytes() {
        Random random = new Random(5);
        boolean refused = false;
        for (int round = 0; round < 20_000; round++) {
            byte[] body = round % 2 == 0 ? written(capture()) : written(REQUEST);
            for (int i = random.nextInt(4); i >= 0; i--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            try {
                if (round % 2 == 0) {
                    StacksCapture.readFrom(new BodyReader(body), REQUEST);
                } else {
                    StacksRequest.readFrom(new BodyReader(body));
                }
            } catch (ProtocolException e) {
                refused = true;
                assertFalse(String.valueOf(e.getMessage()).isEmpty());
            }
        }
        assertTrue(refused);
    }
}
