// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.values;

/** Names classes for people: without packages, nested classes with dots. */
public final class ClassLabel {
    private static final String LAMBDA = "$$Lambda";

    /** What {@code List.of} makes: what encloses it says nothing to a reader. */
    private static final String IMMUTABLE = "java.util.ImmutableCollections$";

    private static final int MAX_DIMENSIONS = 255;

    private ClassLabel() {}

    /**
     * Returns a short name, such as {@code Order.Item}, {@code int[][]} or {@code OrderService lambda}.
     *
     * @param className as {@code Class.getName} gives it
     */
    public static String of(String className) {
        if (className.startsWith("[")) {
            return array(className);
        }
        if (className.startsWith(IMMUTABLE)) {
            return nested(className.substring(IMMUTABLE.length()));
        }
        int lambda = className.indexOf(LAMBDA);
        if (lambda > 0) {
            return of(className.substring(0, lambda)).concat(" lambda");
        }
        // A hidden class has the address of its loader's data behind its name.
        int hidden = className.indexOf('/');
        String visible = hidden > 0 ? className.substring(0, hidden) : className;
        return nested(visible.substring(visible.lastIndexOf('.') + 1));
    }

    /** Puts dots for the dollars between a class and a named one nested in it; other dollars stay. */
    static String nested(String name) {
        int dollar = name.indexOf('$', 1);
        if (dollar < 0) {
            return name;
        }
        StringBuilder dotted = new StringBuilder(name);
        for (; dollar >= 0 && dollar < name.length() - 1; dollar = name.indexOf('$', dollar + 1)) {
            char before = name.charAt(dollar - 1);
            if (before != '$' && before != '.' && Character.isLetter(name.charAt(dollar + 1))) {
                dotted.setCharAt(dollar, '.');
            }
        }
        return dotted.toString();
    }

    /** Returns the name of a primitive type by its letter in descriptors, or an empty text. */
    static String primitive(char letter) {
        return switch (letter) {
            case 'Z' -> "boolean";
            case 'B' -> "byte";
            case 'S' -> "short";
            case 'C' -> "char";
            case 'I' -> "int";
            case 'J' -> "long";
            case 'F' -> "float";
            case 'D' -> "double";
            default -> "";
        };
    }

    private static String array(String className) {
        int dimensions = 0;
        while (dimensions < className.length() && className.charAt(dimensions) == '[') {
            dimensions++;
        }
        String element = className.substring(dimensions);
        String label = "";
        // A class's name does not begin with a bracket: only a hostile JVM nests arrays like this.
        if (element.startsWith("L") && element.endsWith(";") && !element.startsWith("[", 1)) {
            label = of(element.substring(1, element.length() - 1));
        } else if (element.length() == 1) {
            label = primitive(element.charAt(0));
        }
        return label.isEmpty() || dimensions > MAX_DIMENSIONS ? className : label.concat("[]".repeat(dimensions));
    }
}
