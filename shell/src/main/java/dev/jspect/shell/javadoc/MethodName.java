// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.javadoc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which method a signature of JShell means.
 *
 * @param owner the class without its package, {@code Map.Entry}
 * @param name the method's name; the class's for a constructor
 * @param parameterTypes without packages and type arguments; a variable number shows as an array
 */
public record MethodName(String owner, String name, List<String> parameterTypes) {
    /** Reads {@code String String.substring(int beginIndex)}; null for what is no method. */
    public static @Nullable MethodName of(String signature) {
        String plain = withoutArguments(signature);
        int open = plain.indexOf('(');
        int close = plain.lastIndexOf(')');
        if (open < 0 || close < open) {
            return null;
        }
        String head = plain.substring(0, open);
        String path = head.substring(head.lastIndexOf(' ') + 1);
        int dot = path.lastIndexOf('.');
        // A constructor has no type before its name.
        boolean isConstructor = path.length() == head.length();
        if (!isConstructor && dot < 0) {
            return null;
        }
        List<String> types = new ArrayList<>();
        for (String parameter : plain.substring(open + 1, close).split(",", -1)) {
            if (!parameter.isBlank()) {
                types.add(erased(parameter.strip().replaceFirst(" \\w+$", "")));
            }
        }
        return new MethodName(isConstructor ? path : path.substring(0, dot), path.substring(dot + 1), types);
    }

    /** Returns the name of the outermost class of the owner. */
    public String outermost() {
        int dot = owner.indexOf('.');
        return dot < 0 ? owner : owner.substring(0, dot);
    }

    boolean isConstructor() {
        return owner.equals(name) || owner.endsWith("." + name);
    }

    /** Returns a type as both sources and signatures can be brought to show it. */
    static String erased(String type) {
        String plain = withoutArguments(type)
                .replaceAll("@\\w+ ?", "")
                .replace("...", "[]")
                .strip();
        return plain.substring(plain.lastIndexOf('.') + 1);
    }

    private static String withoutArguments(String type) {
        StringBuilder plain = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < type.length(); i++) {
            char c = type.charAt(i);
            if (c == '<') {
                depth++;
            } else if (c == '>') {
                depth--;
            } else if (depth == 0) {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
