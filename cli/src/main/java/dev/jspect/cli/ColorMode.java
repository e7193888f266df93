// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** When the answer is coloured. */
enum ColorMode {
    /** On a terminal, unless {@code NO_COLOR} is set; or where {@code CLICOLOR_FORCE} is. */
    AUTO,
    ALWAYS,
    NEVER;

    boolean applies(Invocation invocation) {
        return switch (this) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> isWanted(invocation);
        };
    }

    private static boolean isWanted(Invocation invocation) {
        Map<String, String> environment = invocation.environment();
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        String forced = environment.getOrDefault("CLICOLOR_FORCE", "0");
        boolean isForced = !forced.isEmpty() && !forced.equals("0");
        return isForced || (invocation.outIsTerminal() && !"dumb".equals(environment.get("TERM")));
    }

    /** Reads the word, in small letters as everywhere on the command line. */
    static final class Converter implements ITypeConverter<ColorMode> {
        @Override
        public ColorMode convert(String word) {
            for (ColorMode mode : values()) {
                if (mode.word().equals(word)) {
                    return mode;
                }
            }
            throw new TypeConversionException("'" + word + "' is none of auto, always, never");
        }
    }

    /** Returns the words, for completion. */
    static List<String> words() {
        return List.of(AUTO.word(), ALWAYS.word(), NEVER.word());
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
