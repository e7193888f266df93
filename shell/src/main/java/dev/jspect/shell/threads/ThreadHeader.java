// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The line that begins a thread in HotSpot's dump:
 * {@code "name" #12 [4711] daemon prio=5 os_prio=0 cpu=0.34ms elapsed=1.28s tid=0x7f7238 nid=4711 runnable [0x7f72]}.
 *
 * <p>HotSpot writes the name as it is, so it may hold quotes, newlines and whole forged lines. A quote ends the name only
 * if what follows is a header's rest with a {@code tid} that the dump's own thread list knows (8 has no such list).
 */
final class ThreadHeader {
    private final String name;
    private final String rest;
    private final int end;

    private ThreadHeader(String name, String rest, int end) {
        this.name = name;
        this.rest = rest;
        this.end = end;
    }

    /** The header whose name's opening quote is at {@code start}, or null if none ends before the end of the text. */
    static @Nullable ThreadHeader at(String text, int start, Set<String> knownTids) {
        int lineStart = start + 1;
        while (lineStart <= text.length()) {
            int newline = text.indexOf('\n', lineStart);
            int lineEnd = newline < 0 ? text.length() : newline;
            String line = text.substring(lineStart, lineEnd);
            int quote = endOfName(line, knownTids);
            if (quote >= 0) {
                return new ThreadHeader(
                        text.substring(start + 1, lineStart + quote), line.substring(quote + 1), lineEnd);
            }
            lineStart = lineEnd + 1;
        }
        return null;
    }

    /** Offset of the quote that ends the name, or -1 if the name goes on in the next line. */
    private static int endOfName(String line, Set<String> knownTids) {
        int tid = line.lastIndexOf(" tid=0x");
        if (tid < 0) {
            return -1;
        }
        int tidStart = tid + " tid=".length();
        boolean known =
                knownTids.isEmpty() || knownTids.contains(line.substring(tidStart, Scan.hexEnd(line, tidStart + 2)));
        int quote = line.lastIndexOf('"', tid);
        while (quote >= 0) {
            int rest = quote + 1;
            boolean javaThread = line.startsWith(" #", rest) && Scan.digitsEnd(line, rest + 2) > rest + 2;
            if ((javaThread && known) || line.startsWith(" prio=", rest) || line.startsWith(" os_prio=", rest)) {
                return quote;
            }
            quote = line.lastIndexOf('"', quote - 1);
        }
        return -1;
    }

    /** Fills in what the header tells. */
    void readInto(ThreadDraft thread) {
        thread.name = name;
        thread.id = rest.startsWith(" #") ? Math.max(0, Scan.number(rest, 2)) : 0;
        thread.daemon = rest.contains(" daemon ");
        thread.priority = (int) Math.min(Scan.numberAfter(rest, " prio="), Thread.MAX_PRIORITY);
        thread.cpuMs = Scan.decimalAfter(rest, " cpu=");
        Double seconds = Scan.decimalAfter(rest, " elapsed=");
        thread.elapsedMs = seconds == null ? null : Math.round(seconds * 1000);
        thread.osThreadId = osThreadId();
    }

    private @Nullable Long osThreadId() {
        int nid = rest.indexOf(" nid=");
        if (nid >= 0) {
            return Scan.decimalOrHex(rest, nid + " nid=".length());
        }
        // A carrier's line lacks the nid, but 21 and later also give it in brackets behind the id.
        int bracket = rest.indexOf(" [");
        return bracket < 0 || rest.startsWith("0x", bracket + 2) ? null : Scan.decimalOrHex(rest, bracket + 2);
    }

    /** Offset of the end of the header's last line in the dump. */
    int end() {
        return end;
    }
}
