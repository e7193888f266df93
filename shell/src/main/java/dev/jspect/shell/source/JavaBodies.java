// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Finds the bodies of methods, constructors and lambdas in a Java source: a name, parentheses, braces; an arrow. */
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

    /** The name of a lambda's body, or of what becomes one. */
    static final String LAMBDA = "->";

    /** Returns all bodies; none of a source whose parentheses and braces do not match. */
    static List<Body> of(JavaTokens tokens) {
        int[] partners = partners(tokens);
        List<Body> bodies = new ArrayList<>();
        for (int i = 0; i + 2 < partners.length; i++) {
            if (tokens.get(i).equals("-") && tokens.get(i + 1).equals(">")) {
                bodies.add(lambda(tokens, partners, i + 2));
            } else if (tokens.get(i).equals(":") && tokens.get(i + 1).equals(":")) {
                // Of some method references the compiler makes a lambda.
                int from = tokens.line(Math.max(0, i - 1));
                bodies.add(new Body(LAMBDA, from, from, tokens.line(i + 2), tokens.line(i + 2)));
            } else if (isDeclared(tokens, i)) {
                int open = braceBehind(tokens, partners[i + 1]);
                if (open > 0) {
                    bodies.add(braces(tokens, tokens.get(i), i, open, partners[open]));
                }
            }
        }
        return bodies;
    }

    private static boolean isDeclared(JavaTokens tokens, int name) {
        return tokens.get(name + 1).equals("(")
                && tokens.isWord(name)
                && !KEYWORDS.contains(tokens.get(name))
                && !NO_DECLARATION.contains(tokens.get(name - 1));
    }

    private static Body braces(JavaTokens tokens, String name, int declared, int open, int close) {
        return new Body(name, tokens.line(declared), tokens.line(open + 1), tokens.line(close - 1), tokens.line(close));
    }

    /** Where an expression ends at a comma, what is behind is taken for its own: the comma may be one of type arguments. */
    private static Body lambda(JavaTokens tokens, int[] partners, int from) {
        if (tokens.get(from).equals("{")) {
            return braces(tokens, LAMBDA, from, from, partners[from]);
        }
        int at = from;
        while (at + 1 < partners.length && !"; ) }".contains(tokens.get(at))) {
            at = partners[at] > at ? partners[at] + 1 : at + 1;
        }
        return new Body(LAMBDA, tokens.line(from), tokens.line(from), tokens.line(at), tokens.line(at));
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
