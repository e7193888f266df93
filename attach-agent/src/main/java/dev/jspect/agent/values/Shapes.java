// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;

/** Finds out how the JDK's classes keep what they hold, by {@link ShapeTable}. Safe for use by several threads. */
final class Shapes {
    private final Map<String, String[]> lines = new HashMap<String, String[]>();

    /** Made once a session: it is always the same. */
    private static final Shapes ALL = new Shapes();

    /** Returns all of them. */
    static Shapes all() {
        return ALL;
    }

    private Shapes() {
        for (String table : ShapeTable.tables()) {
            add(table);
        }
    }

    private void add(String table) {
        StringTokenizer all = new StringTokenizer(table, "\n");
        while (all.hasMoreTokens()) {
            StringTokenizer words = new StringTokenizer(all.nextToken(), " ");
            String[] line = new String[words.countTokens()];
            for (int i = 0; i < line.length; i++) {
                line[i] = words.nextToken();
            }
            lines.put(line[0], line);
        }
    }

    /** Returns the shape of the nearest class that has one, from a class upwards; null where none has. */
    Shape nearest(Class<?> from) {
        for (Class<?> at = from; at != null; at = at.getSuperclass()) {
            Shape shape = of(at);
            if (shape != null) {
                return shape;
            }
        }
        return null;
    }

    /** Returns the shape of just this class, or null. */
    Shape of(Class<?> type) {
        String[] line = lines.get(type.getName());
        return line != null && isOfJdk(type) ? new Shape(type, line) : null;
    }

    /** Says whether a class is the JDK's own; java.sql is its too, though not the boot loader's from JDK 9 on. */
    static boolean isOfJdk(Class<?> type) {
        return type.getClassLoader() == null || type.getName().startsWith("java.");
    }
}
