// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.agent.dispatch.Glob;

/**
 * Which exceptions are wanted, decided once for each class: by its name, that without package, its simple name, or one of a superclass. A
 * nested class may be written with a dot, too. Any thread.
 */
final class ClassGlob extends ClassValue<Boolean> {
    /** By which another session takes stacks of callers along. */
    private static final String OWN = "dev.jspect.agent.probes.CallStack$Taken";

    private final String glob;

    /**
     * @param glob a name with {@code *} for any characters, or null for all
     */
    ClassGlob(String glob) {
        this.glob = glob == null ? null : glob.replace('$', '.');
    }

    @Override
    protected Boolean computeValue(Class<?> type) {
        if (type.getName().equals(OWN)) {
            return false;
        }
        if (glob == null) {
            return true;
        }
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            String name = at.getName();
            String nested = name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
            String simple = nested.substring(nested.lastIndexOf('.') + 1);
            if (Glob.fits(glob, name.replace('$', '.')) || Glob.fits(glob, nested) || Glob.fits(glob, simple)) {
                return true;
            }
        }
        return false;
    }
}
