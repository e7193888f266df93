// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of user ids, as {@code /etc/passwd} has them. One thread uses it. */
final class UserNames {
    private final Path passwd;
    private @Nullable Map<Integer, String> names;

    UserNames(Path passwd) {
        this.passwd = passwd;
    }

    /** Returns the user's name, or the number itself where it has none. */
    String of(int uid) {
        Map<Integer, String> known = names;
        if (known == null) {
            known = read();
            names = known;
        }
        String name = known.get(uid);
        return name == null ? Integer.toUnsignedString(uid) : name;
    }

    private Map<Integer, String> read() {
        Map<Integer, String> found = new HashMap<>();
        String text;
        try {
            text = new String(Files.readAllBytes(passwd), StandardCharsets.UTF_8);
        } catch (IOException noSuchFile) {
            return found;
        }
        for (int at = 0; at < text.length(); ) {
            int newline = text.indexOf('\n', at);
            int end = newline < 0 ? text.length() : newline;
            int name = text.indexOf(':', at);
            int password = text.indexOf(':', name + 1);
            int uid = text.indexOf(':', password + 1);
            if (name > at && password > name && uid > password && uid < end) {
                try {
                    found.putIfAbsent(Integer.parseUnsignedInt(text, password + 1, uid, 10), text.substring(at, name));
                } catch (NumberFormatException notAUser) {
                    // Lines such as "+::::::" include other sources, which only the C library can read.
                }
            }
            at = end + 1;
        }
        return found;
    }
}
