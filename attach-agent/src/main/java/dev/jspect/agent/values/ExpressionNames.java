// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import java.util.List;

/** The names in a user's expression, to judge by whether its value is a secret. */
public final class ExpressionNames {
    private static final String RESULT = "$result";

    private final String expression;
    private final String resultName;

    /**
     * @param expression Java
     * @param resultName what {@code $result} is called
     */
    public ExpressionNames(String expression, String resultName) {
        this.expression = expression;
        this.resultName = resultName;
    }

    /**
     * Returns the name by which the value is judged: that of a secret, when one is in it; one that says nothing, when such a one is; else the expression.
     *
     * @param revealed as {@link Secrets} takes them
     */
    public String judged(List<String> revealed) {
        Secrets secrets = new Secrets(revealed);
        String unnamed = null;
        int at = 0;
        while (at < expression.length()) {
            int end = at;
            while (end < expression.length() && Character.isJavaIdentifierPart(expression.charAt(end))) {
                end++;
            }
            String name = property(expression.substring(at, end));
            if (secrets.isSecret(name)) {
                return name;
            }
            // Characters are what is judged by it.
            unnamed = secrets.areUnnamed("", name) ? name : unnamed;
            at = Math.max(end, at + 1);
        }
        return unnamed == null ? expression : unnamed;
    }

    /** What a getter is called is what it gets. */
    private String property(String name) {
        if (name.equals(RESULT)) {
            return resultName;
        }
        boolean getter = name.startsWith("get") && name.length() > 3 && Character.isUpperCase(name.charAt(3));
        return getter ? name.substring(3) : name;
    }
}
