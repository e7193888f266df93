// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WireTest {
    @Test
    void takesMessagesInWhateverPiecesTheyCome() throws ProtocolException {
        byte[] bytes = new Message(7, Op.STOP, new byte[] {1, 2, 3}).encoded();
        MessageDecoder decoder = new MessageDecoder();

        for (int i = 0; i < bytes.length - 1; i++) {
            assertNull(decoder.decode(ByteBuffer.wrap(bytes, i, 1)));
        }
        Message message = decoder.decode(ByteBuffer.wrap(bytes, bytes.length - 1, 1));

        assertEquals(7, message.id);
        assertEquals(Op.STOP, message.code);
        assertArrayEquals(new byte[] {1, 2, 3}, message.body);
    }

    @Test
    void refusesMessageLongerThanLimit() {
        ByteBuffer header =
                ByteBuffer.allocate(12).putInt(Protocol.MAX_BODY + 1).putInt(1).putInt(Op.HELLO);
        header.flip();

        ProtocolException e = assertThrows(ProtocolException.class, () -> new MessageDecoder().decode(header));

        assertEquals("message of 16777217 bytes, limit 16777216", e.getMessage());
    }

    @Test
    void refusesNegativeLengthAndId() {
        for (int[] header : new int[][] {{-1, 1}, {0, -1}}) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(12).putInt(header[0]).putInt(header[1]).putInt(Op.HELLO);
            bytes.flip();

            assertThrows(ProtocolException.class, () -> new MessageDecoder().decode(bytes));
        }
    }

    @Test
    void carriesLoadersUnchanged() throws ProtocolException {
        LoaderFacts sent = new LoaderFacts(3, "a.Loader", null, 42, 1, 7, List.of("file:/a b.jar", "file:/ü/"));
        BodyWriter body = new BodyWriter();
        sent.writeTo(body);
        BodyReader in = new BodyReader(body.toByteArray());

        LoaderFacts got = LoaderFacts.readFrom(in);

        in.end();
        assertEquals(3, got.id);
        assertEquals("a.Loader", got.className);
        assertNull(got.name);
        assertEquals(42, got.identityHash);
        assertEquals(1, got.parentId);
        assertEquals(7, got.classCount);
        assertEquals(sent.urls, got.urls);
    }

    @Test
    void carriesExceptionsWithTheirCauses() throws ProtocolException {
        StackTraceElement frame = new StackTraceElement("a.B", "c", null, -2);
        ThrownText cause = new ThrownText("a.Cause", null, ThrownText.RESOLVED, List.of(), 0, null);
        BodyWriter body = new BodyWriter();
        new ThrownText("a.Thrown", "why\n", 9, List.of(frame), 2000, cause).writeTo(body);

        ThrownText got = ThrownText.readFrom(new BodyReader(body.toByteArray()));

        assertEquals("a.Thrown", got.className);
        assertEquals("why\n", got.message);
        assertEquals(9, got.unresolvedSnippet);
        assertEquals(List.of(frame), got.frames);
        assertEquals(2000, got.frameCount);
        assertEquals("a.Cause", got.cause.className);
    }

    @Test
    void carriesHeldFramesUnchanged() throws ProtocolException {
        MethodFacts method = new MethodFacts(
                7, "a.B", "c", "()V", 0, MethodFacts.APPLICATION, null, null, null, new int[0], List.of(), false);
        FrameCapture frame = new FrameCapture(0, 5, FrameCapture.READ, new int[0], List.of());
        ThreadCapture thread = new ThreadCapture(21, "worker-1", false, 0, null, 1, List.of(frame));
        FramesCapture capture =
                new FramesCapture(FramesCapture.LOCALS, null, 42, false, 0, List.of(method), List.of(thread));
        BodyWriter body = new BodyWriter();
        new HeldFrames(capture, new int[] {3}).writeTo(body);
        BodyReader in = new BodyReader(body.toByteArray());

        HeldFrames got = HeldFrames.readFrom(in);

        in.end();
        assertArrayEquals(new int[] {3}, got.loaders);
        assertEquals("worker-1", got.capture.threads.get(0).name);
        assertEquals("a.B", got.capture.methods.get(0).className);
    }

    @Test
    void refusesHeldFramesWithTooFewLoaders() {
        FramesCapture capture = new FramesCapture(FramesCapture.LOCALS, null, 42, false, 0, List.of(), List.of());
        BodyWriter body = new BodyWriter();
        new HeldFrames(capture, new int[] {3}).writeTo(body);

        assertThrows(ProtocolException.class, () -> HeldFrames.readFrom(new BodyReader(body.toByteArray())));
    }

    @Test
    void refusesListThatCannotFit() {
        byte[] body = new BodyWriter().writeInt(1 << 30).toByteArray();

        assertThrows(ProtocolException.class, () -> new BodyReader(body).readStrings());
        assertThrows(ProtocolException.class, () -> new BodyReader(body).readBytes());
    }

    /** No class file has more in a table (JVM specification 4.7.13), and time to analyse them grows by the square. */
    @Test
    void refusesMoreVariablesThanAMethodCanHave() throws ProtocolException {
        assertEquals(
                65_535,
                MethodFacts.readFrom(methodWithVariables(65_535)).variables.size());

        ProtocolException e =
                assertThrows(ProtocolException.class, () -> MethodFacts.readFrom(methodWithVariables(65_536)));

        assertEquals("a method with 65536 variables", e.getMessage());
    }

    private static BodyReader methodWithVariables(int count) {
        LocalVariable variable = new LocalVariable(0, 1, 0, "i", "I", null);
        BodyWriter body = new BodyWriter();
        new MethodFacts(
                        7,
                        "a.B",
                        "c",
                        "()V",
                        0,
                        MethodFacts.APPLICATION,
                        null,
                        null,
                        null,
                        new int[0],
                        Collections.nCopies(count, variable),
                        true)
                .writeTo(body);
        return new BodyReader(body.toByteArray());
    }

    @Test
    void survivesWhateverAHostilePeerSends() {
        BodyWriter body = new BodyWriter();
        new ThrownText("a.T", "m", 1, List.of(new StackTraceElement("a.B", "c", "d", 4)), 1, null).writeTo(body);
        new LoaderFacts(1, "l", "n", 2, 3, 4, List.of("u")).writeTo(body);
        byte[] good = body.toByteArray();
        Random random = new Random(23);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(good.length) + 1);
            bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            BodyReader in = new BodyReader(bad);
            try {
                ThrownText.readFrom(in);
                LoaderFacts.readFrom(in);
                in.end();
            } catch (ProtocolException e) {
                refused++;
            }
        }
        assertEquals(true, refused > 10_000, refused + " of 20000 were refused");
    }
}
