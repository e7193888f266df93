// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /proc/PID/status} tells; everybody may read it.
 *
 * @param uid the effective user id
 * @param gid the effective group id
 * @param nsPid the process id in the innermost pid namespace the process is in
 * @param nested whether that namespace is another than ours
 * @param caughtSignals the mask of caught signals, signal 1 in bit 0
 */
record ProcStatus(char state, int uid, int gid, int nsPid, boolean nested, long caughtSignals) {
    private static final int SIGQUIT = 3;

    /** Reads the file's content, or returns null when it is not of that form. */
    static @Nullable ProcStatus parse(int pid, byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        try {
            String state = field(text, "\nState:\t");
            String namespaces = field(text, "\nNSpid:\t");
            int lastPid = namespaces.lastIndexOf('\t') + 1;
            return new ProcStatus(
                    state.isEmpty() ? '?' : state.charAt(0),
                    effectiveId(field(text, "\nUid:\t")),
                    effectiveId(field(text, "\nGid:\t")),
                    namespaces.isEmpty() ? pid : Integer.parseInt(namespaces.substring(lastPid)),
                    lastPid > 0,
                    Long.parseUnsignedLong(field(text, "\nSigCgt:\t"), 16));
        } catch (NumberFormatException malformed) {
            return null;
        }
    }

    /** Returns whether a SIGQUIT would be handled; else it would end the process. */
    boolean catchesQuit() {
        return (caughtSignals & (1L << (SIGQUIT - 1))) != 0;
    }

    private static int effectiveId(String realEffectiveSavedFs) {
        int start = realEffectiveSavedFs.indexOf('\t') + 1;
        int end = realEffectiveSavedFs.indexOf('\t', start);
        // Ids are unsigned 32 bit numbers.
        return Integer.parseUnsignedInt(realEffectiveSavedFs.substring(start, Math.max(start, end)));
    }

    private static String field(String text, String label) {
        int start = text.indexOf(label);
        if (start < 0) {
            return "";
        }
        int end = text.indexOf('\n', start + label.length());
        return text.substring(start + label.length(), end < 0 ? text.length() : end);
    }
}
