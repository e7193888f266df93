// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.probes;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which names are most like one that was mistyped. */
final class NearestNames {
    private NearestNames() {}

    /** Returns some of them, the nearest first. */
    static List<String> to(String typed, Collection<String> names, int most) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        return names.stream()
                .sorted(Comparator.comparingInt((String name) -> distance(wanted, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .toList();
    }

    /** How many letters must be put in, taken out, or replaced; nothing for a name that only has more in front or behind. */
    private static int distance(String one, String other) {
        if (other.contains(one)) {
            return 0;
        }
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
