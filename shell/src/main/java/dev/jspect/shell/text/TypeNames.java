// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

/** Names of types as a person reads them. */
public final class TypeNames {
    private TypeNames() {}

    /** Returns a type's text without packages: {@code Map<String, List<Order>>} for the full names. */
    public static String simple(String type) {
        StringBuilder simple = new StringBuilder();
        int start = 0;
        for (int i = 0; i <= type.length(); i++) {
            char c = i < type.length() ? type.charAt(i) : ' ';
            if (!Character.isJavaIdentifierPart(c) && c != '.') {
                simple.append(afterPackage(type.substring(start, i)));
                if (i < type.length()) {
                    simple.append(c);
                }
                start = i + 1;
            }
        }
        return simple.toString().replace(",", ", ").replace(",  ", ", ");
    }

    private static String afterPackage(String name) {
        int end = Math.max(name.lastIndexOf('.'), name.lastIndexOf('$'));
        return end < 0 || end == name.length() - 1 ? name : name.substring(end + 1);
    }
}
