// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.values;

import static dev.jspect.shell.values.Trees.number;
import static dev.jspect.shell.values.Trees.object;
import static dev.jspect.shell.values.Trees.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.jspect.protocol.ValueTree;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BlockerTest {
    private static final String LOCKS = "java.util.concurrent.locks.";
    private static final ValueTree NOBODY = ValueTree.ofNull();
    private static final ValueTree HOLDER = object("java.lang.Thread", 2, "name", text("holder"));
    private static final ValueTree TOO_DEEP = ValueTree.ofMissing("too deep", "java.lang.Thread", 3, ValueTree.NO_SIZE);

    @Test
    void locksTellTheirOwner() {
        ValueTree held =
                object(LOCKS + "ReentrantLock$FairSync", 1, "exclusiveOwnerThread", HOLDER, "state", number(1));

        assertEquals(new Blocker("held by", "holder"), blocker(held));
        assertEquals(
                new Blocker("held by", "holder"), Blocker.of(ValueTree.ofSeen(held.className, 1), Trees.ids(held)));
        assertNull(blocker(object(LOCKS + "ReentrantLock$NonfairSync", 1, "exclusiveOwnerThread", TOO_DEEP)));
        assertNull(blocker(object(LOCKS + "ReentrantLock$NonfairSync", 1, "exclusiveOwnerThread", NOBODY)));
    }

    @Test
    void readersAreCounted() {
        assertEquals(new Blocker("held by 2 readers", null), blocker(readWrite(number(2 << 16), NOBODY)));
        assertEquals(new Blocker("held by 1 reader", null), blocker(readWrite(number(1 << 16), NOBODY)));
        assertEquals(new Blocker("held by 2 readers", null), blocker(readWrite(number(2L << 32), NOBODY)));
        assertEquals(new Blocker("held by", "holder"), blocker(readWrite(number(1), HOLDER)));
        assertEquals(new Blocker("held by", "holder"), blocker(readWrite(number(1L << 20), HOLDER)));
    }

    private static ValueTree readWrite(ValueTree state, ValueTree owner) {
        return object(LOCKS + "ReentrantReadWriteLock$NonfairSync", 1, "exclusiveOwnerThread", owner, "state", state);
    }

    @Test
    void tasksTellWhoRunsThem() {
        assertEquals(new Blocker("which no thread runs yet", null), blocker(task(0, NOBODY)));
        assertEquals(new Blocker("run by", "holder"), blocker(task(0, HOLDER)));
        assertNull(blocker(task(0, TOO_DEEP)));
        assertNull(blocker(task(2, NOBODY)));
    }

    private static ValueTree task(int state, ValueTree runner) {
        return object("java.util.concurrent.FutureTask", 1, "state", number(state), "runner", runner);
    }

    @Test
    void ofAllElseNothingIsKnown() {
        assertNull(blocker(object("com.shop.Lock", 1, "exclusiveOwnerThread", HOLDER)));
        assertNull(blocker(object("java.util.concurrent.FutureTask", 1)));
        assertNull(blocker(text("blocker")));
        assertNull(blocker(ValueTree.ofSeen(LOCKS + "ReentrantLock$FairSync", 9)));
    }

    private static @Nullable Blocker blocker(ValueTree parkedFor) {
        return Blocker.of(parkedFor, Trees.ids(parkedFor));
    }
}
