// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

/** What a rewritten instruction of a snippet does: the static argument that the tool writes and the target links by. */
public final class AccessKind {
    /** Reads an instance field: {@code (receiver)value}. */
    public static final int GET_FIELD = 1;

    /** Writes an instance field, a final one too: {@code (receiver, value)void}. */
    public static final int PUT_FIELD = 2;

    /** Reads a static field: {@code ()value}. */
    public static final int GET_STATIC = 3;

    /** Writes a static field: {@code (value)void}. */
    public static final int PUT_STATIC = 4;

    /** Calls an instance method, dispatched by the receiver's class: {@code (receiver, arguments)result}. */
    public static final int CALL = 5;

    /** Calls an instance method of exactly the named class, private ones and {@code super} calls: as {@link #CALL}. */
    public static final int CALL_EXACT = 6;

    /** Calls a static method: {@code (arguments)result}. */
    public static final int CALL_STATIC = 7;

    /** Constructs an object: {@code (arguments)object}. */
    public static final int NEW = 8;

    /** Constructs an array of the named component type, one length a dimension: {@code (int...)array}. */
    public static final int NEW_ARRAY = 9;

    /** Yields the named class: {@code ()Class}. */
    public static final int CLASS = 10;

    /** Tests for the named class: {@code (Object)boolean}. */
    public static final int INSTANCE_OF = 11;

    /** Casts to the named class: {@code (Object)object}. */
    public static final int CAST = 12;

    private AccessKind() {}
}
