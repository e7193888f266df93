// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.source;

import dev.jspect.protocol.MethodFacts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Compares line number tables with a Java source: each line is there and has code on it, and they all are within a body of
 * that name. What generators and the compiler add, a record's accessors or what Lombok makes of an annotation, is let pass.
 */
final class JavaLineTables implements LineTables {
    private static final int ACC_SYNTHETIC = 0x1000;
    private static final String LAMBDA = "lambda$";

    private final BitSet code = new BitSet();
    private final BitSet headers = new BitSet();
    private final BitSet annotated = new BitSet();
    private final Map<String, List<JavaBodies.Body>> bodies = new HashMap<>();

    JavaLineTables(String text) {
        JavaTokens tokens = new JavaTokens(text);
        for (int i = 0; i < tokens.count(); i++) {
            int line = tokens.line(i);
            String token = tokens.get(i);
            if (!code.get(line) && (token.equals("import") || token.equals("package"))) {
                headers.set(line);
            }
            if (token.equals("@")) {
                annotated.set(line);
            }
            code.set(line);
        }
        for (JavaBodies.Body body : JavaBodies.of(tokens)) {
            bodies.computeIfAbsent(body.name(), name -> new ArrayList<>()).add(body);
        }
    }

    @Override
    public boolean fit(MethodFacts method) {
        NavigableSet<Integer> lines = new TreeSet<>();
        for (int i = 1; i < method.lines.length; i += 2) {
            int line = method.lines[i];
            // No compiler numbers from 0: whoever wrote this has no line.
            if (line > 0 && (!code.get(line) || headers.get(line))) {
                return false;
            }
            if (line > 0 && !annotated.get(line)) {
                lines.add(line);
            }
        }
        if (lines.isEmpty()) {
            return true;
        }
        return method.name.equals("<init>") ? fitConstructor(method, lines) : fitMethod(method, lines);
    }

    private boolean fitMethod(MethodFacts method, NavigableSet<Integer> lines) {
        String lambda = lambdaOwner(method.name);
        boolean generated = (method.access & ACC_SYNTHETIC) != 0 && lambda.isEmpty();
        List<JavaBodies.Body> own = bodies.get(lambda.isEmpty() ? method.name : lambda);
        if (own == null || generated) {
            return true;
        }
        if (!lambda.isEmpty() && !isWithinLambda(lines)) {
            return false;
        }
        boolean returnsAtEnd = !lambda.isEmpty() || method.descriptor.endsWith(")V");
        boolean within = false;
        for (JavaBodies.Body body : own) {
            if (lines.first() >= body.first() && lines.last() <= (returnsAtEnd ? body.end() : body.last())) {
                return true;
            }
            within |= lines.first() >= body.declared() && lines.last() <= body.end();
        }
        // A record's accessor or an enum's values, next to a method of that name in another class of the file.
        boolean implied = isLocal(method.className) || (!within && !isWithinOther("", lines.first()));
        return lines.size() == 1 && implied;
    }

    private boolean isWithinLambda(NavigableSet<Integer> lines) {
        for (JavaBodies.Body body : bodies.getOrDefault(JavaBodies.LAMBDA, List.of())) {
            if (lines.first() >= body.first() && lines.last() <= body.end()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the class is in a method itself. */
    private static boolean isLocal(String className) {
        for (int at = className.indexOf('$'); at >= 0; at = className.indexOf('$', at + 1)) {
            if (at + 1 == className.length() || Character.isDigit(className.charAt(at + 1))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the method that a lambda stands in, by the name that javac gives to its body; empty where that tells none. */
    private static String lambdaOwner(String name) {
        int end = name.lastIndexOf('$');
        return name.startsWith(LAMBDA) && end > LAMBDA.length() ? name.substring(LAMBDA.length(), end) : "";
    }

    /** A constructor has the lines of the fields' initial values, too, which are in no method. */
    private boolean fitConstructor(MethodFacts method, NavigableSet<Integer> lines) {
        if (isLocal(method.className)) {
            return true;
        }
        int nested = Math.max(method.className.lastIndexOf('.'), method.className.lastIndexOf('$'));
        String name = method.className.substring(nested + 1);
        return lines.stream().noneMatch(line -> isWithinOther(name, line));
    }

    private boolean isWithinOther(String name, int line) {
        for (List<JavaBodies.Body> sameName : bodies.values()) {
            for (JavaBodies.Body body : sameName) {
                if (line > body.declared()
                        && line < body.end()
                        && !body.name().equals(name)
                        && !body.name().equals(JavaBodies.LAMBDA)) {
                    return true;
                }
            }
        }
        return false;
    }
}
