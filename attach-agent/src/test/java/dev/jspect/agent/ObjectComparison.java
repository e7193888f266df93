// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import static dev.jspect.agent.TargetValues.plain;
import static dev.jspect.agent.TargetValues.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares what is read of objects with what is known of them. In the language of Java 8: see {@link ContainersCheck}. */
final class ObjectComparison {
    private final List<String> failures = new ArrayList<String>();

    /** Returns what differed. */
    List<String> failures() {
        return failures;
    }

    /** Expects an object of these fields: names and values in turn. */
    void fields(Object object, Object... namesAndValues) {
        Map<Object, Object> wanted = new LinkedHashMap<Object, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            wanted.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        equal(object.getClass().getName(), wanted.toString(), plain(read(object)));
    }

    /**
     * Expects a value, or one of this text.
     *
     * @param replaced nothing, or what to replace in the text, and by what
     */
    void equal(String what, Object wanted, Object got, String... replaced) {
        String text = String.valueOf(got);
        if (replaced.length == 2) {
            text = text.replace(replaced[0], replaced[1]);
        }
        if (!(wanted instanceof String ? text.equals(wanted) : wanted.equals(got))) {
            failures.add(what + ": " + text + " for " + wanted);
        }
    }
}
