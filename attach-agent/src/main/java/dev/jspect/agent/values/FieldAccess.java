// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

/**
 * Reads fields from memory, whatever modules and access modifiers say, without running any application code. Safe for use by
 * several threads.
 */
public interface FieldAccess {
    /**
     * Returns the instance fields that a class declares itself, without those of its superclasses.
     *
     * @param type a class that has instances; neither an array's nor a primitive's
     */
    FieldLayout layout(Class<?> type);

    /**
     * Returns what a field refers to, or null.
     *
     * @param object an instance of the class whose layout has the field, or else the JVM may crash
     * @param id one of {@link FieldLayout#ids}, of a field that is a reference
     */
    Object reference(Object object, long id);

    /**
     * Returns a primitive field, as {@code ValueTree.bits} has it.
     *
     * @param object as above
     * @param id one of {@link FieldLayout#ids}
     * @param kind the one of {@link FieldLayout#kinds} at the same place
     */
    long bits(Object object, long id, byte kind);

    /** Returns what an object is known by: itself, unless it stands for another. */
    Object identity(Object object);
}
