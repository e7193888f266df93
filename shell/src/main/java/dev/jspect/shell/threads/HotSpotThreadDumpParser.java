// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads HotSpot's own thread dump as 8 to 25 print it: the answer of the attach command {@code threaddump}, of
 * {@code jstack} and of {@code jcmd PID Thread.print}. The one argument {@code -l} is right for all of them: {@code -e}
 * adds nothing that is read here, and 8 leaves out the owned synchronizers unless the argument is exactly {@code -l}.
 *
 * <p>Lines it does not know are passed over, and a dump that ends early gives what was there. It never throws.
 */
public final class HotSpotThreadDumpParser {
    private static final String DUMP = "Full thread dump ";
    private static final String STATE = "   java.lang.Thread.State: ";
    private static final String CARRYING = "   Carrying virtual thread #";
    private static final String MOUNTED = "   Mounted virtual thread #";
    private static final String SYNCHRONIZERS = "   Locked ownable synchronizers:";
    private static final String FRAME = "\tat ";
    private static final String LOCK = "\t- ";

    private final String text;
    private final LineCursor lines;
    private final Set<String> tids = new HashSet<>();
    private final FrameText frameText = new FrameText();
    private final List<ThreadSnapshot> threads = new ArrayList<>();
    private final List<Deadlock> deadlocks = new ArrayList<>();
    private String jvm = "";
    private @Nullable ThreadBuilder platform;
    private @Nullable ThreadBuilder mounted;
    private boolean inSynchronizers;
    private boolean threadsEnded;
    private boolean deadlocksEnded = true;

    private HotSpotThreadDumpParser(String text) {
        this.text = text;
        this.lines = new LineCursor(text);
    }

    /**
     * Reads a dump.
     *
     * @param takenAt when it was asked for
     */
    public static ThreadDump parse(String text, Instant takenAt) {
        HotSpotThreadDumpParser parser = new HotSpotThreadDumpParser(text);
        parser.read();
        boolean complete = parser.threadsEnded && parser.deadlocksEnded;
        return new ThreadDump(takenAt, parser.jvm, parser.threads, parser.deadlocks, !complete);
    }

    private void read() {
        boolean headersLeft = true;
        while (lines.advance()) {
            if (lines.isEmpty()) {
                continue;
            }
            char first = lines.first();
            if (first == '"' && headersLeft && !threadsEnded) {
                ThreadHeader header = ThreadHeader.at(text, lines.start(), tids);
                headersLeft = header != null;
                endThread();
                begin(header);
            } else if (first == '\t' || first == ' ') {
                body();
            } else {
                section();
            }
        }
        endThread();
    }

    private void begin(@Nullable ThreadHeader header) {
        if (header != null) {
            platform = new ThreadBuilder(frameText);
            header.readInto(platform.draft);
            lines.skipTo(header.end());
        }
    }

    private void endThread() {
        if (platform != null) {
            threads.add(platform.build());
            platform = null;
        }
        if (mounted != null) {
            threads.add(mounted.build());
            mounted = null;
        }
        inSynchronizers = false;
    }

    private void section() {
        if (lines.startsWith("JNI global ref")) {
            endThread();
            threadsEnded = true;
        } else if (lines.startsWith("Found one Java-level deadlock")) {
            endThread();
            threadsEnded = true;
            deadlocksEnded = false;
            deadlocks.add(new DeadlockText(text, lines, threads).read());
        } else if (lines.startsWith("Found ")) {
            deadlocksEnded = true;
        } else if (platform == null && !threadsEnded) {
            preamble();
        }
    }

    private void preamble() {
        if (lines.startsWith(DUMP)) {
            String line = lines.line();
            jvm = line.substring(DUMP.length(), line.endsWith(":") ? line.length() - 1 : line.length());
        } else if (lines.startsWith("0x")) {
            String line = lines.line();
            for (int at = 0; line.startsWith("0x", at); at += ", ".length()) {
                int end = Scan.hexEnd(line, at + 2);
                tids.add(line.substring(at, end));
                at = end;
            }
        }
    }

    private void body() {
        ThreadBuilder thread = mounted != null ? mounted : platform;
        if (thread == null || platform == null) {
            return;
        }
        if (lines.startsWith(FRAME)) {
            inSynchronizers = false;
            thread.frame(text.substring(lines.start() + FRAME.length(), lines.end()));
        } else if (lines.startsWith(LOCK)) {
            String line = text.substring(lines.start() + LOCK.length(), lines.end());
            if (inSynchronizers) {
                thread.synchronizer(line);
            } else {
                thread.lock(line);
            }
        } else if (lines.startsWith(STATE)) {
            platform.state(text.substring(lines.start() + STATE.length(), lines.end()));
        } else if (lines.startsWith(SYNCHRONIZERS)) {
            inSynchronizers = true;
        } else if (lines.startsWith(CARRYING)) {
            platform.draft.carriedId = Scan.numberAfter(lines.line(), CARRYING);
        } else if (lines.startsWith(MOUNTED)) {
            mounted = new ThreadBuilder(frameText);
            mounted.draft.id = Scan.numberAfter(lines.line(), MOUNTED);
            mounted.draft.virtual = true;
            mounted.draft.daemon = true;
            mounted.draft.carrierId = platform.draft.id;
        }
    }
}
