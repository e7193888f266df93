// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.probes;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line as a user names it: {@code Class:LINE}.
 *
 * @param className a full name, or one without package
 */
public record LinePattern(String className, int line) {
    private static final Pattern FORM = Pattern.compile("([^:]+):([0-9]{1,5})");

    /** Reads one; returns null when it is none. */
    public static @Nullable LinePattern parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        return form.matches() ? new LinePattern(form.group(1).strip(), Integer.parseInt(form.group(2))) : null;
    }
}
