// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HsPerfDataTest {
    private static final int ENTRY_OFFSET = 24;
    private static final int NUM_ENTRIES = 28;

    @ParameterizedTest
    @ValueSource(ints = {8, 25})
    void readsWhatARealJvmTells(int feature) {
        HsPerfData data = parsed(Recorded.counters(feature));

        assertEquals("dev.jspect.target.OrderService one two", data.text("sun.rt.javaCommand"));
        assertEquals("-Xmx64m -Dgreeting=hello", data.text("java.rt.vmArgs"));
        assertNotNull(data.number("sun.rt.createVmBeginTime"));
        String version = data.text("java.property.java.version");
        assertTrue(version != null && version.startsWith(feature == 8 ? "1.8.0_" : "25"), version);
    }

    @Test
    void refusesAnotherFormat() {
        assertNull(HsPerfData.parse(new byte[0]));
        assertNull(HsPerfData.parse(new byte[31]));
        assertNull(HsPerfData.parse(new byte[4096]));
    }

    @Test
    void readsNoFurtherThanTheFileGoes() {
        byte[] whole = Recorded.counters(25);
        for (int length = 32; length < whole.length; length += 97) {
            assertNotNull(HsPerfData.parse(Arrays.copyOf(whole, length)), "cut after " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 31, 32_768, Integer.MAX_VALUE})
    void ignoresEntriesThatStartOutsideOfTheFile(int offset) {
        byte[] content = withInt(Recorded.counters(25), ENTRY_OFFSET, offset);

        assertNull(parsed(content).text("sun.rt.javaCommand"));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 19, Integer.MAX_VALUE})
    void stopsAtAnEntryOfImpossibleLength(int length) {
        byte[] recorded = Recorded.counters(25);
        int first = ByteBuffer.wrap(recorded).order(ByteOrder.LITTLE_ENDIAN).getInt(ENTRY_OFFSET);

        assertNull(parsed(withInt(recorded, first, length)).text("sun.rt.javaCommand"));
    }

    @Test
    void readsAllEntriesThereAreWhenTheirNumberIsALie() {
        byte[] content = withInt(Recorded.counters(25), NUM_ENTRIES, Integer.MAX_VALUE);

        assertEquals("dev.jspect.target.OrderService one two", parsed(content).text("sun.rt.javaCommand"));
    }

    @Test
    void survivesAnyBytes() {
        Random random = new Random(4711);
        byte[] recorded = Recorded.counters(8);
        for (int round = 0; round < 2_000; round++) {
            byte[] content = recorded.clone();
            for (int i = 0; i < 40; i++) {
                content[8 + random.nextInt(content.length - 8)] = (byte) random.nextInt();
            }
            assertNotNull(HsPerfData.parse(content), "round " + round);
        }
    }

    private static HsPerfData parsed(byte[] content) {
        @Nullable HsPerfData data = HsPerfData.parse(content);
        assertNotNull(data);
        return data;
    }

    private static byte[] withInt(byte[] content, int at, int value) {
        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        return content;
    }
}
