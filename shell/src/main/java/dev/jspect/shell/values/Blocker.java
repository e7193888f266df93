// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.values;

import dev.jspect.protocol.ValueTree;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a thread from going on, as told by the fields of the object that it is parked for.
 *
 * @param how such as {@code held by}
 * @param thread the name of the thread that it depends on, or null where {@code how} says all
 */
public record Blocker(String how, @Nullable String thread) {
    /** Where a task stands that is neither done nor about to be: {@code FutureTask.NEW}. */
    private static final int NEW = 0;

    /** Returns what is known of it, or null. */
    public static @Nullable Blocker of(ValueTree parkedFor, DocumentIds ids) {
        ValueTree object = ids.resolve(parkedFor);
        if (object.kind != ValueTree.OBJECT) {
            return null;
        }
        try {
            return of(object.className, new Fields(object, ids));
        } catch (NoSuchElementException e) {
            // Another JDK names them otherwise, or they lie too deep.
            return null;
        }
    }

    private static @Nullable Blocker of(String className, Fields fields) {
        return switch (className) {
            case "java.util.concurrent.locks.ReentrantLock$NonfairSync",
                    "java.util.concurrent.locks.ReentrantLock$FairSync" -> owner(fields);
            case "java.util.concurrent.locks.ReentrantReadWriteLock$NonfairSync",
                    "java.util.concurrent.locks.ReentrantReadWriteLock$FairSync" -> readers(fields);
            case "java.util.concurrent.FutureTask" -> task(fields);
            default -> null;
        };
    }

    private static @Nullable Blocker owner(Fields fields) {
        return fields.isNull("exclusiveOwnerThread")
                ? null
                : new Blocker("held by", fields.object("exclusiveOwnerThread").text("name"));
    }

    /** The upper half of the state counts them; since JDK 24 it is a long. */
    private static @Nullable Blocker readers(Fields fields) {
        long readers = fields.number("state") >>> (fields.isLong("state") ? Integer.SIZE : Short.SIZE);
        if (readers <= 0) {
            return owner(fields);
        }
        return new Blocker(readers == 1 ? "held by 1 reader" : "held by " + readers + " readers", null);
    }

    private static @Nullable Blocker task(Fields fields) {
        if (fields.integer("state") != NEW) {
            return null;
        }
        return fields.isNull("runner")
                ? new Blocker("which no thread runs yet", null)
                : new Blocker("run by", fields.object("runner").text("name"));
    }
}
