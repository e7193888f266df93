// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.rewriting;

/** Another form of a class, made by the tool. */
public final class ClassForm {
    final Class<?> type;
    final byte[] original;
    final byte[] form;
    final byte[] restored;
    final boolean redefines;

    /**
     * @param original the class file that the other was made from
     * @param restored what the class gets back in the end: the original, with names of parameters that the JVM has left out of it (JDK-8240908); null
     *     where it has left out none
     * @param redefines whether the class is redefined, and not retransformed; not where another agent changes it. When a retransformation runs
     *     out of memory, HotSpot 8 frees the original that it keeps, and later once more.
     */
    public ClassForm(Class<?> type, byte[] original, byte[] form, byte[] restored, boolean redefines) {
        this.type = type;
        this.original = original;
        this.form = form;
        this.restored = restored;
        this.redefines = redefines;
    }
}
