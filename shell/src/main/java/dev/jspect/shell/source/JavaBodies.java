// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Finds the bodies of methods and constructors in a Java source: a name, parentheses, braces. */
final class JavaBodies {
    /** What may stand before parentheses and braces without being a method's name. */
    private static final Set<String> KEYWORDS =
            Set.of("if", "for", "while", "switch", "catch", "synchronized", "try", "super", "this", "new", "return");

    /** What stands before a name that is used, not declared. */
    private static final Set<String> NO_DECLARATION = Set.of(".", "new", "record", "@");

    private JavaBodies() {}

    /**
     * A body, by lines.
     *
     * @param declared of the name
     * @param first of the first word in the braces
     * @param last of the last word in the braces
     * @param end of the closing brace
     */
    record Body(String name, int declared, int first, int last, int end) {}

    /** Returns all bodies; none of a source whose parentheses and braces do not match. */
    static List<Body> of(JavaTokens tokens) {
        int[] partners = partners(tokens);
        List<Body> bodies = new ArrayList<>();
        for (int i = 0; i + 1 < partners.length; i++) {
            if (tokens.get(i + 1).equals("(")
                    && tokens.isWord(i)
                    && !KEYWORDS.contains(tokens.get(i))
                    && !NO_DECLARATION.contains(tokens.get(i - 1))) {
                int open = braceBehind(tokens, partners[i + 1]);
                if (open > 0) {
                    int close = partners[open];
                    bodies.add(new Body(
                            tokens.get(i),
                            tokens.line(i),
                            tokens.line(open + 1),
                            tokens.line(close - 1),
                            tokens.line(close)));
                }
            }
        }
        return bodies;
    }

    /** Returns where the body begins behind a closing parenthesis, or 0 where none does. */
    private static int braceBehind(JavaTokens tokens, int close) {
        int at = close + 1;
        while (tokens.get(at).equals("[") || tokens.get(at).equals("]")) {
            at++;
        }
        if (tokens.get(at).equals("throws")) {
            while (at < tokens.count()
                    && !tokens.get(at).equals("{")
                    && !tokens.get(at).equals(";")) {
                at++;
            }
        }
        return tokens.get(at).equals("{") ? at : 0;
    }

    private static int[] partners(JavaTokens tokens) {
        int[] partners = new int[tokens.count()];
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < partners.length; i++) {
            switch (tokens.get(i)) {
                case "(", "{" -> open.push(i);
                case ")", "}" -> {
                    String opening = tokens.get(i).equals(")") ? "(" : "{";
                    if (open.isEmpty() || !tokens.get(open.peek()).equals(opening)) {
                        return new int[0];
                    }
                    partners[open.peek()] = i;
                    partners[i] = open.pop();
                }
                default -> {
                    // Has no partner.
                }
            }
        }
        return open.isEmpty() ? partners : new int[0];
    }
}
