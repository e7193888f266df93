// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

/** Methods that snippets may call without declaring them: declared before the first snippet that does. */
final class LiveMethods {
    private static final String CALL = "instances(";

    /** In terms of {@link LiveClass}; the type that a snippet gives is the type of what it gets. */
    static final String INSTANCES = "@SuppressWarnings(\"unchecked\") <T> java.util.List<T> instances(Class<T> type) {"
            + " return (java.util.List<T>) (java.util.List<?>) java.util.Arrays.asList(" + LiveClass.NAME
            + ".instances(type)); }";

    private LiveMethods() {}

    /** Says whether a source seems to call {@code instances(Order.class)}. */
    static boolean isCalledBy(String source) {
        for (int at = source.indexOf(CALL); at >= 0; at = source.indexOf(CALL, at + 1)) {
            // Not a method of somebody's, nor the end of a longer name.
            if (at == 0 || (source.charAt(at - 1) != '.' && !Character.isJavaIdentifierPart(source.charAt(at - 1)))) {
                return true;
            }
        }
        return false;
    }
}
