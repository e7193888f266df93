// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import java.util.List;
import java.util.function.Predicate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells the line reader whether Enter ends a snippet or begins another line, and which word Tab is about. */
final class SnippetParser implements Parser {
    private final Predicate<String> needsMore;

    SnippetParser(Predicate<String> needsMore) {
        this.needsMore = needsMore;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && needsMore.test(line)) {
            throw new EOFError(-1, -1, "the snippet goes on");
        }
        int end = Math.min(cursor, line.length());
        return new Word(line, end, line.substring(wordStart(line, end), end));
    }

    /** A command's argument is one word, blanks and all: names of threads have some. */
    private static int wordStart(String line, int end) {
        if (CommandLine.isCommand(line)) {
            int start = line.length() - line.stripLeading().length();
            int blank = line.indexOf(' ', start);
            if (blank < 0 || blank >= end) {
                return Math.min(start, end);
            }
            while (blank < end && line.charAt(blank) == ' ') {
                blank++;
            }
            return blank;
        }
        int start = end;
        while (start > 0 && Character.isJavaIdentifierPart(line.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    @Override
    public boolean isEscapeChar(char c) {
        return false;
    }

    /** Replaced by a completion is what stands before the cursor; nothing is escaped. */
    private record Word(String line, int cursor, String word) implements CompletingParsedLine {
        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return word.length();
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }
    }
}
