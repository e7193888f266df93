// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** Names for a frame's variables in snippets: their own, where Java and what is declared already allow that. */
final class FrameNames {
    /** The values of the user's snippets are named so. */
    private static final Pattern NUMBERED = Pattern.compile("\\$[0-9]+");

    private FrameNames() {}

    /** Returns a name that is none of these. */
    static String choose(String name, Set<String> taken) {
        if (isUsable(name) && !taken.contains(name)) {
            return name;
        }
        StringBuilder dollar = new StringBuilder("$");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            dollar.append(Character.isJavaIdentifierPart(c) ? c : '_');
        }
        String otherwise = NUMBERED.matcher(dollar).matches() ? "$local" + name : dollar.toString();
        String chosen = otherwise;
        for (int number = 2; taken.contains(chosen); number++) {
            chosen = otherwise + "$" + number;
        }
        return chosen;
    }

    private static boolean isUsable(String name) {
        return SourceVersion.isIdentifier(name)
                && !SourceVersion.isKeyword(name)
                && !NUMBERED.matcher(name).matches()
                // Else it would stand in front of the class that has the values.
                && !name.equals(LiveClass.PACKAGE);
    }
}
