// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What sessions say of patches, and of classes that are to be changed. */
class PatchMessagesTest {
    private static final PatchStatus STATUS = new PatchStatus(
            7,
            PatchRequest.AROUND,
            new PatchOrigin("a.B::c()", "proceed()", "anna (4711)"),
            true,
            1_700_000_000_000L,
            59_000,
            3,
            PatchStatus.FAILED,
            new PatchCounts(2, 1, 4, "it failed", true),
            Collections.singletonList(new PatchNote(1, PatchNote.LOG, 12, 23, "main", "text")));

    private static byte[] written(PatchStatus status) {
        BodyWriter out = new BodyWriter();
        status.writeTo(out);
        return out.toByteArray();
    }

    @Test
    void carriesAStatusUnchanged() throws ProtocolException {
        PatchStatus read = PatchStatus.readFrom(new BodyReader(written(STATUS)));

        assertArrayEquals(written(STATUS), written(read));
        assertEquals("anna (4711)", read.origin.by);
        assertEquals(59_000, read.leftMillis);
        assertEquals(PatchStatus.FAILED, read.state);
        assertEquals(4, read.counts.conditionFailed);
        assertEquals("text", read.last.get(0).text);
    }

    @Test
    void refusesWhatAnotherVersionSays() {
        byte[] other = written(STATUS);
        other[3] = 2;

        ProtocolException e = assertThrows(ProtocolException.class, () -> PatchStatus.readFrom(new BodyReader(other)));

        assertEquals("patch of another version of jspect (2)", e.getMessage());
    }

    @Test
    void carriesAnEndUnchanged() throws ProtocolException {
        PatchEnd end = new PatchEnd(
                STATUS,
                Arrays.asList(
                        new PatchEnd.Restored("a.B", new byte[] {1}, new byte[] {2, 3}),
                        new PatchEnd.Restored("a.C", new byte[0], null)));
        BodyWriter out = new BodyWriter();
        end.writeTo(out);

        PatchEnd read = PatchEnd.readFrom(new BodyReader(out.toByteArray()));

        assertEquals(7, read.status.number);
        assertArrayEquals(new byte[] {2, 3}, read.classes.get(0).now);
        assertEquals("a.C", read.classes.get(1).name);
        assertNull(read.classes.get(1).now);
    }

    @Test
    void carriesAClassUnchanged() throws ProtocolException {
        FoundClass type = new FoundClass(
                3,
                "a.B",
                2,
                true,
                false,
                new byte[] {1, 2},
                null,
                Collections.singletonList(
                        new MethodParameters("c(II)V", Arrays.asList("first", null), Arrays.asList(0, 16))));
        BodyWriter out = new BodyWriter();
        type.writeTo(out);

        FoundClass read = FoundClass.readFrom(new BodyReader(out.toByteArray()));

        assertEquals("a.B", read.name);
        assertNull(read.resource);
        assertEquals("c(II)V", read.parameters.get(0).method);
        assertEquals(Arrays.asList("first", null), read.parameters.get(0).names);
        assertEquals(Arrays.asList(0, 16), read.parameters.get(0).modifiers);
    }

    @Test
    void survivesWhateverAHostilePeerSends() {
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] good = written(STATUS);
            byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
            bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            try {
                PatchEnd.readFrom(new BodyReader(bad));
            } catch (ProtocolException e) {
                refused++;
            }
        }
        assertTrue(refused > 10_000, refused + " of 20000 were refused");
    }
}
