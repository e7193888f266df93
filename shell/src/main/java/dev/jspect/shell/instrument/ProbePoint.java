// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

/** Where a method calls the session: the names under which the target links what it calls. Values of types of classes travel as Objects. */
final class ProbePoint {
    /** {@code (this, arguments) -> Object}, what the call's end is told with. */
    static final String ENTER = "enter";

    /** {@code (result, Object) -> void}; void methods have no result. */
    static final String LEAVE = "leave";

    /** {@code (thrown, Object) -> void}. */
    static final String THREW = "threw";

    /** {@code (this, arguments) -> Object}: the result, boxed; or what says that the method is to run as it was written. */
    static final String INSTEAD = "instead";

    /** {@code (variables) -> void}. */
    static final String LINE = "line";

    /** {@code (Object, variables) -> void}: before {@link #LEAVE}, with what the begin returned. */
    static final String LOCALS = "locals";

    private ProbePoint() {}
}
