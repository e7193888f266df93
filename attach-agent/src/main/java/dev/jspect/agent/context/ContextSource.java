// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

import java.util.List;

/** What the JVM and its memory tell of threads. Runs no application code. For the session's thread. */
public interface ContextSource {
    /** Returns all live platform threads. */
    Thread[] platformThreads();

    /**
     * Lists virtual threads.
     *
     * @param most how many at most
     * @param total takes in its first element how many there are
     * @return null when none was ever made
     */
    List<?> virtualThreads(long most, long[] total);

    /** Says whether a platform thread is interrupted. */
    boolean isInterrupted(Thread thread);

    /** Returns the classes that are loaded. */
    Class<?>[] loadedClasses();

    /**
     * Says which classes are initialised and have one of some names in their constant pools.
     *
     * @param names in modified UTF-8
     */
    boolean[] mentioning(Class<?>[] classes, byte[][] names);

    /**
     * Returns the static fields of a class that refer to objects: their names, and in the same order the objects. Empty when it is not initialised.
     */
    Object[][] statics(Class<?> type);

    /** Returns what an object's own fields refer to: their names, and in the same order the objects. Of an array, its elements. */
    Object[][] references(Object object);

    /**
     * Returns what a field refers to.
     *
     * @param type where the first name is looked for, and above
     * @param path names with dots between; where JDKs differ, ways with bars between
     * @throws NoSuchFieldError when this JDK has none of that name
     */
    Object object(Object object, Class<?> type, String path);

    /** Returns the bits of a primitive field, in the same way. */
    long number(Object object, Class<?> type, String path);

    /** Returns how many bytes an object takes by itself. */
    long sizeOf(Object object);

    /** Returns what a class loader is called. */
    String label(ClassLoader loader);
}
