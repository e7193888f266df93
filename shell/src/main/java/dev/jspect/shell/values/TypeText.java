// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.values;

import org.jspecify.annotations.Nullable;

/** Types as Java source writes them, from descriptors (JVM specification 4.3.2) and signatures (4.7.9.1). */
public final class TypeText {
    private static final int MAX_LENGTH = 4_096;
    private static final int MAX_DEPTH = 64;

    private final String source;
    private final boolean packages;
    private final StringBuilder text = new StringBuilder();
    private int at;

    private TypeText(String source, boolean packages) {
        this.source = source;
        this.packages = packages;
    }

    /**
     * Returns a type such as {@code java.util.Map<java.lang.String, com.shop.Order.Item[]>}.
     *
     * @param signature its generic form, or null; the descriptor is used where it is none
     */
    public static String full(String descriptor, @Nullable String signature) {
        return of(descriptor, signature, true);
    }

    /** Returns the same without packages: {@code Map<String, Order.Item[]>}. */
    public static String simple(String descriptor, @Nullable String signature) {
        return of(descriptor, signature, false);
    }

    private static String of(String descriptor, @Nullable String signature, boolean packages) {
        String generic = signature == null ? null : new TypeText(signature, packages).parsed();
        String plain = generic == null ? new TypeText(descriptor, packages).parsed() : generic;
        return plain == null ? descriptor : plain;
    }

    private @Nullable String parsed() {
        if (source.length() > MAX_LENGTH) {
            return null;
        }
        try {
            type(0);
            return at == source.length() ? text.toString() : null;
        } catch (IllegalArgumentException e) {
            // Whatever a target's class file says here, the JVM never looked at it.
            return null;
        }
    }

    private void type(int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("nested too deep");
        }
        char first = take();
        switch (first) {
            case '[' -> {
                type(depth + 1);
                text.append("[]");
            }
            case 'T' -> {
                text.append(name());
                if (take() != ';') {
                    throw new IllegalArgumentException("no type variable");
                }
            }
            case 'L' -> classType(depth);
            default -> {
                String primitive = ClassLabel.primitive(first);
                if (primitive.isEmpty()) {
                    throw new IllegalArgumentException("no type");
                }
                text.append(primitive);
            }
        }
    }

    private void classType(int depth) {
        String name = name();
        int simple = name.lastIndexOf('/') + 1;
        if (packages) {
            text.append(name.substring(0, simple).replace('/', '.'));
        }
        text.append(ClassLabel.nested(name.substring(simple)));
        for (char next = take(); next != ';'; next = take()) {
            if (next == '<') {
                arguments(depth);
            } else {
                text.append('.').append(ClassLabel.nested(name()));
            }
        }
    }

    private void arguments(int depth) {
        text.append('<');
        String separator = "";
        while (peek() != '>') {
            text.append(separator);
            argument(depth);
            separator = ", ";
        }
        at++;
        text.append('>');
    }

    private void argument(int depth) {
        char wildcard = peek();
        if (wildcard == '*') {
            at++;
            text.append('?');
            return;
        }
        if (wildcard == '+' || wildcard == '-') {
            at++;
            text.append(wildcard == '+' ? "? extends " : "? super ");
        }
        type(depth + 1);
    }

    /** Takes a name up to what may follow one, which stays. */
    private String name() {
        int end = end(";<.");
        String name = source.substring(at, end);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("no name");
        }
        at = end;
        return name;
    }

    /** Where the first of these characters is; there has to be one. */
    private int end(String stops) {
        for (int i = at; i < source.length(); i++) {
            if (stops.indexOf(source.charAt(i)) >= 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("ends early");
    }

    private char peek() {
        if (at >= source.length()) {
            throw new IllegalArgumentException("ends early");
        }
        return source.charAt(at);
    }

    private char take() {
        char next = peek();
        at++;
        return next;
    }
}
