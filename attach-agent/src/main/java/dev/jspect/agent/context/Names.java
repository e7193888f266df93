// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

/** What keys are called. */
interface Names {
    /** Returns the class whose static field holds a key, and that field or the way from it; or null. */
    String[] of(Object key);

    /** Says whether one that {@link #of} knows no name of may have one all the same. */
    boolean mayHaveName(Object key);
}
