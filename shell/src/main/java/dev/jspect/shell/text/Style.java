// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** How each kind of text looks. Immutable; whoever knows whether a terminal is there chooses the instance. */
public final class Style {
    /** No colours at all: for pipes, files and {@code --color=never}. */
    public static final Style PLAIN = new Style(false);

    /** The terminal's own sixteen colours, so that its theme, dark or light, is respected. */
    public static final Style ANSI = new Style(true);

    private static final String RESET = "\u001b[0m";

    /** What a piece of text is. */
    public enum Kind {
        TEXT(""),
        THREAD_NAME("1"),
        STATE_RUNNING("32"),
        STATE_BLOCKED("1;31"),
        STATE_WAITING("33"),
        STATE_TIMED("36"),
        STATE_OTHER("2"),
        CLASS_NAME(""),
        METHOD_NAME("36"),
        LOCATION("2"),
        LOCK("35"),
        NUMBER("34"),
        STRING("32"),
        KEYWORD("35"),
        HEADING("1"),
        WARNING("33"),
        ERROR("1;31"),
        DIM("2");

        private final String sgr;

        Kind(String sgr) {
            this.sgr = sgr;
        }
    }

    private final Map<Kind, String> begin = new EnumMap<>(Kind.class);

    private Style(boolean coloured) {
        for (Kind kind : Kind.values()) {
            if (coloured && !kind.sgr.isEmpty()) {
                begin.put(kind, "\u001b[".concat(kind.sgr).concat("m"));
            }
        }
    }

    /** Appends the text as this kind looks. The text must be harmless already: see {@link SafeText}. */
    public void append(Appendable out, Kind kind, CharSequence text) throws IOException {
        String sequence = begin.get(kind);
        if (sequence == null || text.length() == 0) {
            out.append(text);
        } else {
            out.append(sequence).append(text).append(RESET);
        }
    }
}
