// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

/** How a class of the JDK keeps what it holds: one line of {@link ShapeTable}. */
final class Shape {
    /** The class that the line names: that of the object, or above it. */
    final Class<?> type;

    /** A letter: see {@link ShapeTable}. */
    final char family;

    private final String[] paths;

    Shape(Class<?> type, String[] line) {
        this.type = type;
        this.family = line[1].charAt(0);
        this.paths = line;
    }

    /** Returns the line's paths to fields, from 0. */
    String path(int index) {
        return paths[index + 2];
    }

    int paths() {
        return paths.length - 2;
    }

    boolean isObject() {
        return family == 'O' || family == 'F';
    }

    boolean isText() {
        return family == '"';
    }
}
