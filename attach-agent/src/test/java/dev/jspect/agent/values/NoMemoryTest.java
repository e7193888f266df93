// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jspect.protocol.ValueBounds;
import dev.jspect.protocol.ValueTree;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoMemoryTest {
    /** Reads nothing: the error comes first. */
    private static final class Failing implements FieldAccess {
        private final Error error;

        Failing(Error error) {
            this.error = error;
        }

        @Override
        public FieldLayout layout(Class<?> type) {
            throw error;
        }

        @Override
        public Object identity(Object object) {
            return object;
        }

        @Override
        public Object reference(Object object, long id) {
            throw error;
        }

        @Override
        public long bits(Object object, long id, byte kind) {
            throw error;
        }
    }

    private static ValueReader reader(Error error) {
        return new ValueReader(new Failing(error), new ValueBounds(5, 10, 100, 1 << 20, 600_000, List.of()));
    }

    @Test
    void readsNoMoreOnceThereIsNoMemory() {
        ValueReader reader = reader(new OutOfMemoryError());

        assertEquals("not readable: java.lang.OutOfMemoryError", reader.read("value", new NoMemoryTest()).notCaptured);
        assertEquals("truncated", reader.read("next", "text").notCaptured);
        assertEquals("truncated", reader.readPrimitive("last", 'I', 5).notCaptured);
    }

    @Test
    void readsOnAfterOtherErrors() {
        ValueReader reader = reader(new StackOverflowError());

        assertEquals(
                "not readable: java.lang.StackOverflowError", reader.read("value", new NoMemoryTest()).notCaptured);
        assertEquals(ValueTree.STRING, reader.read("next", "text").kind);
    }
}
