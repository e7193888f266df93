// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.eval;

/** Finds objects in the heap, for snippets. */
public interface InstanceFinder {
    /**
     * Returns the objects of a class and its subclasses; the whole target stands still meanwhile.
     *
     * @param most how many at most
     */
    Object[] of(Class<?> type, int most);
}
