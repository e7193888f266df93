// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@code jcmd PID Thread.dump_to_file -format=plain FILE} writes: on 21 a thread's id, name and frames, on 25
 * its state, the monitors it owns and what it waits for as well.
 *
 * <p>Lines it does not know are passed over, and a dump that ends early gives what was there. It never throws.
 */
public final class VirtualThreadDumpParser {
    private static final String BLANK_LINE = "\n\n";

    /** A name may hold blank lines; more than this many and its thread is passed over. */
    private static final int MAX_BLANK_LINES_IN_NAME = 8;

    private final String text;
    private final FrameText frameText = new FrameText();
    private final List<ThreadSnapshot> threads = new ArrayList<>();

    private VirtualThreadDumpParser(String text) {
        this.text = text;
    }

    /** Reads a dump. */
    public static VirtualThreadDump parse(String text) {
        VirtualThreadDumpParser parser = new VirtualThreadDumpParser(text);
        parser.read();
        return new VirtualThreadDump(parser.threads, !text.endsWith(BLANK_LINE));
    }

    private void read() {
        int at = 0;
        while (at < text.length()) {
            int blank = text.indexOf(BLANK_LINE, at);
            int end = blank < 0 ? text.length() : blank;
            if (text.charAt(at) == '#') {
                end = readThread(at, end);
            }
            at = end + BLANK_LINE.length();
        }
    }

    /** Reads the thread whose paragraph begins at {@code start}; returns where its last paragraph ends. */
    private int readThread(int start, int paragraphEnd) {
        int end = paragraphEnd;
        for (int i = 0; i <= MAX_BLANK_LINES_IN_NAME; i++) {
            if (readParagraph(text.substring(start, end))) {
                return end;
            }
            int blank = text.indexOf(BLANK_LINE, Math.min(end + BLANK_LINE.length(), text.length()));
            if (blank < 0) {
                break;
            }
            end = blank;
        }
        return paragraphEnd;
    }

    /**
     * Reads one thread. The name is written as it is and may hold newlines and forged frames: so the header ends at the
     * last line that is no frame.
     */
    private boolean readParagraph(String paragraph) {
        int nameStart = Scan.digitsEnd(paragraph, 1);
        if (!paragraph.startsWith(" \"", nameStart)) {
            return false;
        }
        nameStart += 2;
        int headerEnd = paragraph.length();
        int lineStart = paragraph.lastIndexOf('\n', headerEnd - 1) + 1;
        while (lineStart > 0 && isDetail(paragraph, lineStart, headerEnd)) {
            headerEnd = lineStart - 1;
            lineStart = paragraph.lastIndexOf('\n', headerEnd - 1) + 1;
        }
        int quote = paragraph.lastIndexOf('"', headerEnd - 1);
        if (quote < nameStart || !isRest(paragraph, quote + 1, headerEnd)) {
            return false;
        }
        ThreadBuilder thread = new ThreadBuilder(frameText);
        thread.draft.id = Math.max(0, Scan.number(paragraph, 1));
        thread.draft.name = paragraph.substring(nameStart, quote);
        readRest(thread, paragraph.substring(quote + 1, headerEnd));
        readDetails(thread, paragraph, headerEnd + 1);
        threads.add(thread.build());
        return true;
    }

    private static boolean isDetail(String paragraph, int start, int end) {
        return paragraph.startsWith("    ", start)
                && (paragraph.charAt(end - 1) == ')' || paragraph.startsWith("    - ", start));
    }

    private static boolean isRest(String paragraph, int from, int to) {
        return from == to || (paragraph.charAt(from) == ' ' && paragraph.lastIndexOf('\n', to - 1) < from);
    }

    /** Reads {@code virtual WAITING 2026-11-01T00:00:00Z}, of which 21 has only the first word. */
    private static void readRest(ThreadBuilder thread, String rest) {
        String state = rest.trim();
        if (state.equals("virtual") || state.startsWith("virtual ")) {
            thread.draft.virtual = true;
            thread.draft.daemon = true;
            state = state.substring("virtual".length()).trim();
        }
        thread.state(state);
    }

    private static void readDetails(ThreadBuilder thread, String paragraph, int from) {
        int start = from;
        while (start < paragraph.length()) {
            int newline = paragraph.indexOf('\n', start);
            int end = newline < 0 ? paragraph.length() : newline;
            String line = paragraph.substring(start, end).trim();
            if (line.startsWith("- ")) {
                thread.lock(line.substring(2));
            } else {
                thread.frame(line.startsWith("at ") ? line.substring(3) : line);
            }
            start = end + 1;
        }
    }
}
