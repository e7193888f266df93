// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.probes;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Methods as a user names them: {@code Class::method}, {@code Class::method(int, String)}, {@code Class::new}.
 *
 * @param className a full name, or one without package
 * @param method as in class files: {@code <init>} for a constructor
 * @param types of the parameters, full names or without package; null for any
 */
public record MethodPattern(
        String className, String method, @Nullable List<String> types) {
    private static final String CONSTRUCTOR = "<init>";

    /** Each parameter as the component of its name. */
    public MethodPattern {
        types = types == null ? null : List.copyOf(types);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none; the message says what is missing
     */
    public static MethodPattern parse(String text) {
        int colons = text.indexOf("::");
        if (colons <= 0 || colons + 2 == text.length()) {
            throw new IllegalArgumentException("'" + text + "' is no method. Write Class::method");
        }
        String rest = text.substring(colons + 2).strip();
        int open = rest.indexOf('(');
        if (open >= 0 && !rest.endsWith(")")) {
            throw new IllegalArgumentException("'" + text + "' has no ) at its end");
        }
        String name = open < 0 ? rest : rest.substring(0, open).strip();
        List<String> types = open < 0 ? null : types(rest.substring(open + 1, rest.length() - 1));
        return new MethodPattern(text.substring(0, colons).strip(), name.equals("new") ? CONSTRUCTOR : name, types);
    }

    private static List<String> types(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    /** Says whether a method's parameters are the wanted ones, by their names with packages. */
    boolean takes(List<String> parameters) {
        if (types == null) {
            return true;
        }
        if (types.size() != parameters.size()) {
            return false;
        }
        for (int i = 0; i < types.size(); i++) {
            String wanted =
                    types.get(i).replace('$', '.').replaceAll("<.*>", "").replace("...", "[]");
            String type = parameters.get(i).replace('$', '.');
            if (!type.equals(wanted) && !type.endsWith('.' + wanted)) {
                return false;
            }
        }
        return true;
    }

    /** Returns a method's name as users write it. */
    public static String shown(String method) {
        return method.equals(CONSTRUCTOR) ? "new" : method;
    }
}
