// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.shell.Target;
import dev.jspect.shell.TargetException;

/** Methods that snippets may call without declaring them: declared before the first snippet that does, in terms of {@link LiveClass}. */
enum LiveMethod {
    /** {@code instances(Order.class)}: live objects; the type that a snippet gives is the type of what it gets. */
    INSTANCES(
            "instances",
            "@SuppressWarnings(\"unchecked\") <T> java.util.List<T> instances(Class<T> type)",
            "return (java.util.List<T>) (java.util.List<?>) java.util.Arrays.asList(" + LiveClass.NAME
                    + ".instances(type));"),
    /** {@code context("MDC")}: what the thread of the frame in use carries; of whatever type it is taken for. */
    CONTEXT(
            "context",
            "@SuppressWarnings(\"unchecked\") <T> T context(String name)",
            "return (T) " + LiveClass.NAME + ".context(name);");

    private final String call;
    private final String head;
    private final String body;

    LiveMethod(String name, String head, String body) {
        this.call = name + "(";
        this.head = head;
        this.body = body;
    }

    /** Returns what it is called. */
    String methodName() {
        return call.substring(0, call.length() - 1);
    }

    /** Returns its declaration. */
    String source() {
        return head + " { " + body + " }";
    }

    /** Returns a declaration of it that throws, where the target must not be asked, or cannot. */
    String refusal(String why) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < why.length(); i++) {
            char c = why.charAt(i);
            boolean plain = c >= ' ' && c <= '~' && c != '"' && c != '\\';
            text.append(plain ? String.valueOf(c) : String.format(c <= 0xff ? "\\%03o" : "\\u%04x", (int) c));
        }
        return head + " { throw new UnsupportedOperationException(\"" + text + "\"); }";
    }

    /** Makes the target able to carry it out. */
    void prepare(Target target) throws TargetException {
        switch (this) {
            case INSTANCES -> target.prepareInstances();
            case CONTEXT -> target.prepareContext();
        }
    }

    /** Says whether a source seems to call it. */
    boolean isCalledBy(String source) {
        for (int at = source.indexOf(call); at >= 0; at = source.indexOf(call, at + 1)) {
            // Not a method of somebody's, nor the end of a longer name.
            if (at == 0 || (source.charAt(at - 1) != '.' && !Character.isJavaIdentifierPart(source.charAt(at - 1)))) {
                return true;
            }
        }
        return false;
    }
}
