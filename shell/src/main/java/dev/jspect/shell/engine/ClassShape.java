// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.shell.classpath.ClassCursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * A class's names and flags, as its class file has them.
 *
 * @param access the flags that the JVM checks: a private nested class is package-private here
 * @param fields flags by name and descriptor, written together
 * @param methods likewise
 * @param variableArity the names of the methods of variable arity that are public or protected, with the least number of
 *     arguments that one of that name takes
 */
record ClassShape(
        String name,
        int access,
        @Nullable String superName,
        List<String> interfaces,
        Map<String, Integer> fields,
        Map<String, Integer> methods,
        Map<String, Integer> variableArity) {

    static final int PUBLIC = 0x1;
    static final int PRIVATE = 0x2;
    static final int PROTECTED = 0x4;
    static final int STATIC = 0x8;
    static final int FINAL = 0x10;
    static final int VARARGS = 0x80;
    static final int INTERFACE = 0x200;

    /** Reads a class file of any version; throws {@link IllegalArgumentException} if it is none. */
    static ClassShape of(byte[] classFile) {
        ClassCursor cursor = new ClassCursor(classFile);
        int access = cursor.u2();
        String name = cursor.className(cursor.u2());
        int superIndex = cursor.u2();
        String superName = superIndex == 0 ? null : cursor.className(superIndex);
        List<String> interfaces = new ArrayList<>();
        for (int count = cursor.u2(); count > 0; count--) {
            interfaces.add(cursor.className(cursor.u2()));
        }
        Map<String, Integer> fields = members(cursor);
        Map<String, Integer> methods = members(cursor);
        if (methods.keySet().stream().anyMatch(method -> method.indexOf('(') < 0)) {
            throw new IllegalArgumentException("a method without a descriptor");
        }
        return new ClassShape(
                name, access, superName, List.copyOf(interfaces), fields, methods, variableArity(methods));
    }

    boolean isInterface() {
        return (access & INTERFACE) != 0;
    }

    /** Counts a method's parameters; throws {@link IllegalArgumentException} if it is no method's descriptor. */
    static int argumentCount(String descriptor) {
        try {
            return Type.getArgumentCount(descriptor);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not a descriptor: " + descriptor, e);
        }
    }

    private static Map<String, Integer> variableArity(Map<String, Integer> methods) {
        Map<String, Integer> least = new HashMap<>();
        methods.forEach((method, access) -> {
            if ((access & VARARGS) != 0 && (access & (PUBLIC | PROTECTED)) != 0) {
                int descriptor = method.indexOf('(');
                int arguments = argumentCount(method.substring(descriptor)) - 1;
                least.merge(method.substring(0, descriptor), arguments, Math::min);
            }
        });
        return least;
    }

    private static Map<String, Integer> members(ClassCursor cursor) {
        Map<String, Integer> members = new HashMap<>();
        for (int count = cursor.u2(); count > 0; count--) {
            int access = cursor.u2();
            members.put(cursor.text(cursor.u2()) + cursor.text(cursor.u2()), access);
            cursor.skipAttributes();
        }
        return members;
    }
}
