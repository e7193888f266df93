// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import org.jspecify.annotations.Nullable;

/**
 * Reads the object of a lock line: {@code <0x000000069ec1be88> (a pkg.Type)} from HotSpot, {@code <pkg.Type@1a2b>} from
 * {@code Thread.dump_to_file}, or words such as {@code <no object reference available>}.
 */
final class LockText {
    private LockText() {}

    /** The object that this line names, or null if it names none. */
    static @Nullable LockRef parse(String line) {
        int open = line.indexOf('<');
        if (open < 0) {
            return null;
        }
        String address = address(line, open + 1);
        if (address != null) {
            return new LockRef(className(line), address, null);
        }
        int close = line.lastIndexOf('>');
        int at = line.lastIndexOf('@', close);
        if (at > open && at + 1 < close && Scan.hexEnd(line, at + 1) == close) {
            return new LockRef(line.substring(open + 1, at), null, line.substring(at, close));
        }
        String className = className(line);
        return className.isEmpty() ? null : new LockRef(className, null, null);
    }

    /** The address at {@code from} without leading zeros, or null if there is none. */
    static @Nullable String address(String line, int from) {
        if (!line.startsWith("0x", from)) {
            return null;
        }
        int end = Scan.hexEnd(line, from + 2);
        int digits = from + 2;
        while (digits < end && line.charAt(digits) == '0') {
            digits++;
        }
        return digits == end ? null : "0x".concat(line.substring(digits, end));
    }

    /** The class in {@code (a pkg.Type)} or in {@code (object 0x1f, a pkg.Type)}, empty if there is none. */
    static String className(String line) {
        int begin = line.indexOf("(a ");
        if (begin < 0) {
            begin = line.indexOf(", a ") + 1;
        }
        int end = begin <= 0 ? -1 : line.indexOf(')', begin);
        return end < 0 ? "" : line.substring(begin + 3, end);
    }
}
