// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import dev.jspect.protocol.LocalVariable;
import dev.jspect.protocol.MethodFacts;
import dev.jspect.shell.classpath.ClassCursor;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The methods of a class file as a target's JVM would tell them. */
final class ClassMethods {
    private ClassMethods() {}

    /** Compiles a class named T in memory, with {@code -g}. */
    static byte[] compile(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> written = new HashMap<>();
        JavaFileManager files =
                new ForwardingJavaFileManager<JavaFileManager>(compiler.getStandardFileManager(null, null, null)) {
                    @Override
                    public JavaFileObject getJavaFileForOutput(
                            Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                        return new SimpleJavaFileObject(URI.create("mem:///" + name), kind) {
                            @Override
                            public OutputStream openOutputStream() {
                                return written.computeIfAbsent(name, key -> new ByteArrayOutputStream());
                            }
                        };
                    }
                };
        JavaFileObject file = new SimpleJavaFileObject(URI.create("mem:///T.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        if (!compiler.getTask(null, files, null, List.of("-g"), null, List.of(file))
                .call()) {
            throw new IllegalArgumentException("does not compile: " + source);
        }
        return Objects.requireNonNull(written.get("T")).toByteArray();
    }

    /** Returns all methods that have code, in the order of the class file. */
    static List<MethodFacts> of(byte[] classFile) {
        ClassCursor cursor = new ClassCursor(classFile);
        cursor.skip(6);
        cursor.skip(2 * cursor.u2());
        for (int fields = cursor.u2(); fields > 0; fields--) {
            cursor.skip(6);
            cursor.skipAttributes();
        }
        List<MethodFacts> methods = new ArrayList<>();
        for (int count = cursor.u2(); count > 0; count--) {
            int access = cursor.u2();
            String name = cursor.text(cursor.u2());
            String descriptor = cursor.text(cursor.u2());
            for (int attributes = cursor.u2(); attributes > 0; attributes--) {
                boolean code = cursor.text(cursor.u2()).equals("Code");
                int length = cursor.u4();
                if (code) {
                    methods.add(code(classFile, new ClassCursor(cursor, cursor.position()), access, name, descriptor));
                }
                cursor.skip(length);
            }
        }
        return methods;
    }

    static MethodFacts named(byte[] classFile, String name) {
        return of(classFile).stream()
                .filter(method -> method.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static MethodFacts code(byte[] classFile, ClassCursor cursor, int access, String name, String descriptor) {
        cursor.skip(4);
        int length = cursor.u4();
        byte[] code = Arrays.copyOfRange(classFile, cursor.position(), cursor.position() + length);
        cursor.skip(length);
        cursor.skip(8 * cursor.u2());
        List<LocalVariable> variables = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        boolean table = false;
        for (int attributes = cursor.u2(); attributes > 0; attributes--) {
            String attribute = cursor.text(cursor.u2());
            int size = cursor.u4();
            ClassCursor part = new ClassCursor(cursor, cursor.position());
            cursor.skip(size);
            if (attribute.equals("LineNumberTable")) {
                for (int count = part.u2(); count > 0; count--) {
                    lines.add(part.u2());
                    lines.add(part.u2());
                }
            } else if (attribute.equals("LocalVariableTable")) {
                table = true;
                for (int count = part.u2(); count > 0; count--) {
                    int start = part.u2();
                    int covers = part.u2();
                    String variable = part.text(part.u2());
                    String type = part.text(part.u2());
                    variables.add(new LocalVariable(start, covers, part.u2(), variable, type, null));
                }
            }
        }
        int[] numbers = lines.stream().mapToInt(Integer::intValue).toArray();
        return facts(access, name, descriptor, code, numbers, variables, table);
    }

    static MethodFacts withCode(MethodFacts method, byte[] code) {
        return facts(
                method.access,
                method.name,
                method.descriptor,
                code,
                method.lines,
                method.variables,
                method.hasVariableTable);
    }

    static MethodFacts facts(
            int access,
            String name,
            String descriptor,
            byte[] code,
            int[] lines,
            List<LocalVariable> variables,
            boolean table) {
        return new MethodFacts(
                1, "T", name, descriptor, access, MethodFacts.APPLICATION, null, null, code, lines, variables, table);
    }
}
