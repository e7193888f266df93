// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.frames;

import dev.jspect.protocol.LocalVariable;
import dev.jspect.protocol.MethodFacts;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;

/** A method of a {@link Cut}. */
final class CutMethod {
    private static final int HEAD = 6;

    private CutMethod() {}

    /**
     * @param parts as report.c describes a method
     * @param codeLeft longest code that may be taken along
     */
    static MethodFacts facts(Object[] parts, int codeLeft) {
        Class<?> owner = (Class<?>) parts[0];
        String descriptor = text(parts[2], "()V");
        int[] numbers = (int[]) parts[4];
        byte[] code = (byte[]) parts[6];
        boolean hasTable = numbers != null && numbers[3] != 0;
        return new MethodFacts(
                numbers == null ? 0 : (long) numbers[4] << 32 | (numbers[5] & 0xFFFFFFFFL),
                owner == null ? "?" : owner.getName(),
                text(parts[1], "?"),
                descriptor,
                numbers == null ? 0 : numbers[0],
                numbers == null ? MethodFacts.APPLICATION : numbers[1],
                (String) parts[3],
                owner == null ? null : location(owner),
                code != null && code.length <= codeLeft ? code : null,
                parts[7] == null ? new int[0] : (int[]) parts[7],
                variables(owner, numbers, (String[]) parts[5], descriptor),
                hasTable);
    }

    /** Returns the loader of the method's class; null for the boot loader, or when there is no class any more. */
    static ClassLoader loader(Object[] parts) {
        Class<?> owner = (Class<?>) parts[0];
        return owner == null ? null : owner.getClassLoader();
    }

    /** Returns about how many bytes of a reply a method takes. */
    static int bytes(MethodFacts facts) {
        int code = facts.code == null ? 0 : facts.code.length;
        return 200 + code + Integer.BYTES * facts.lines.length + 100 * facts.variables.size();
    }

    private static String text(Object text, String otherwise) {
        return text == null ? otherwise : (String) text;
    }

    private static List<LocalVariable> variables(Class<?> owner, int[] numbers, String[] texts, String descriptor) {
        List<LocalVariable> variables = new ArrayList<LocalVariable>();
        if (owner == null || numbers == null) {
            return variables;
        }
        boolean hasTable = numbers[3] != 0;
        boolean isStatic = Modifier.isStatic(numbers[0]);
        int at = 1;
        for (int i = 0; i * 3 + HEAD < numbers.length; i++) {
            String name;
            String type;
            String signature = null;
            if (hasTable) {
                name = text(texts[i * 3], "?");
                type = text(texts[i * 3 + 1], "V");
                signature = texts[i * 3 + 2];
            } else if (i == 0 && !isStatic) {
                name = "this";
                type = 'L' + owner.getName().replace('.', '/') + ';';
            } else if (descriptor.charAt(at) == ')') {
                // Not a parameter: tasks.c has found it.
                name = "task";
                type = "Ljava/lang/Runnable;";
            } else {
                name = "arg" + (isStatic ? i + 1 : i);
                int end = endOfType(descriptor, at);
                type = descriptor.substring(at, end);
                at = end;
            }
            int from = HEAD + i * 3;
            variables.add(
                    new LocalVariable(numbers[from], numbers[from + 1], numbers[from + 2], name, type, signature));
        }
        return variables;
    }

    private static int endOfType(String descriptor, int start) {
        int end = start;
        while (descriptor.charAt(end) == '[') {
            end++;
        }
        return descriptor.charAt(end) == 'L' ? descriptor.indexOf(';', end) + 1 : end + 1;
    }

    /** Not by URL.toString, which may run a protocol handler of the application's. */
    private static String location(Class<?> owner) {
        // A security manager, which may be the application's, would be asked.
        if (owner.getClassLoader() == null || System.getSecurityManager() != null) {
            return null;
        }
        CodeSource source = owner.getProtectionDomain().getCodeSource();
        URL url = source == null ? null : source.getLocation();
        if (url == null) {
            return null;
        }
        String authority = url.getAuthority();
        return url.getProtocol()
                + ':'
                + (authority == null || authority.isEmpty() ? "" : "//" + authority)
                + url.getFile();
    }
}
