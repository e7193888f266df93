// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

/**
 * Which exceptions are wanted, decided once for each class: by its name, that without package, its simple name, or one of a superclass. A
 * nested class may be written with a dot, too. Any thread.
 */
final class ClassGlob extends ClassValue<Boolean> {
    private final String glob;

    /**
     * @param glob a name with {@code *} for any characters, or null for all
     */
    ClassGlob(String glob) {
        this.glob = glob == null ? null : glob.replace('$', '.');
    }

    @Override
    protected Boolean computeValue(Class<?> type) {
        if (glob == null) {
            return true;
        }
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            String name = at.getName();
            String nested = name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
            String simple = nested.substring(nested.lastIndexOf('.') + 1);
            if (fits(glob, name.replace('$', '.')) || fits(glob, nested) || fits(glob, simple)) {
                return true;
            }
        }
        return false;
    }

    static boolean fits(String glob, String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int retry = 0;
        while (in < name.length()) {
            if (at < glob.length() && glob.charAt(at) == '*') {
                star = at++;
                retry = in;
            } else if (at < glob.length() && glob.charAt(at) == name.charAt(in)) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++retry;
            } else {
                return false;
            }
        }
        while (at < glob.length() && glob.charAt(at) == '*') {
            at++;
        }
        return at == glob.length();
    }
}
