// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.dispatch;

/** Names with {@code *} for any characters. */
public final class Glob {
    private Glob() {}

    /** Says whether a name fits. */
    public static boolean fits(String glob, String name) {
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
