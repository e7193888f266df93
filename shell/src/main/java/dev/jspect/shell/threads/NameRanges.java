// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Writes many thread names short: names that differ only in a number at their end become one with ranges. */
public final class NameRanges {
    private NameRanges() {}

    /**
     * The names in the order of their first appearance: {@code worker-1..3,7}; a name that occurs more than once, as
     * {@code "" x3}.
     */
    public static List<String> of(List<String> names) {
        Map<String, NavigableMap<Long, Integer>> numbersByPrefix = new LinkedHashMap<>();
        for (String name : names) {
            int digits = numberStart(name);
            long number = digits == name.length() ? -1 : Scan.number(name, digits);
            String prefix = name.substring(0, digits);
            NavigableMap<Long, Integer> numbers = numbersByPrefix.get(prefix);
            if (numbers == null) {
                numbers = new TreeMap<>();
                numbersByPrefix.put(prefix, numbers);
            }
            Integer count = numbers.get(number);
            numbers.put(number, count == null ? 1 : count + 1);
        }
        List<String> ranges = new ArrayList<>();
        for (Map.Entry<String, NavigableMap<Long, Integer>> entry : numbersByPrefix.entrySet()) {
            write(entry.getKey(), entry.getValue(), ranges);
        }
        return ranges;
    }

    /** Where the number at the end begins; the end itself if there is none, or one that would not read back the same. */
    private static int numberStart(String name) {
        int at = name.length();
        while (at > 0 && name.charAt(at - 1) >= '0' && name.charAt(at - 1) <= '9') {
            at--;
        }
        boolean leadingZero = at + 1 < name.length() && name.charAt(at) == '0';
        return leadingZero || Scan.number(name, at) < 0 ? name.length() : at;
    }

    private static void write(String prefix, NavigableMap<Long, Integer> numbers, List<String> ranges) {
        Integer bare = numbers.remove(-1L);
        if (bare != null) {
            ranges.add(times(prefix, bare));
        }
        StringBuilder range = new StringBuilder(prefix);
        long first = -1;
        long last = -1;
        for (Map.Entry<Long, Integer> entry : numbers.entrySet()) {
            long number = entry.getKey();
            if (entry.getValue() > 1) {
                ranges.add(times(prefix.concat(Long.toString(number)), entry.getValue()));
            } else if (first >= 0 && number == last + 1) {
                last = number;
            } else {
                close(range, first, last);
                first = number;
                last = number;
            }
        }
        if (first >= 0) {
            close(range, first, last);
            ranges.add(range.substring(0, range.length() - 1));
        }
    }

    private static void close(StringBuilder range, long first, long last) {
        if (first >= 0) {
            range.append(first);
            if (last > first) {
                range.append(last == first + 1 ? "," : "..").append(last);
            }
            range.append(',');
        }
    }

    private static String times(String name, int count) {
        return count == 1 ? name : "\"".concat(name).concat("\" x").concat(Integer.toString(count));
    }
}
