// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.source;

import dev.jspect.protocol.MethodFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** The methods of a class file with their line number tables. */
final class ClassLines {
    private ClassLines() {}

    static List<MethodFacts> of(byte[] classFile) {
        ClassNode type = new ClassNode();
        new ClassReader(classFile).accept(type, ClassReader.SKIP_FRAMES);
        List<MethodFacts> methods = new ArrayList<>();
        for (MethodNode method : type.methods) {
            List<Integer> lines = new ArrayList<>();
            for (AbstractInsnNode at : method.instructions) {
                if (at instanceof LineNumberNode line) {
                    lines.add(line.line);
                }
            }
            if (!lines.isEmpty()) {
                int[] numbers = lines.stream().mapToInt(Integer::intValue).toArray();
                methods.add(method(
                        type.name.replace('/', '.'),
                        method.name,
                        method.desc,
                        method.access,
                        type.sourceFile,
                        numbers));
            }
        }
        return methods;
    }

    static MethodFacts method(
            String className, String name, String descriptor, int access, @Nullable String file, int... lines) {
        int[] table = IntStream.range(0, 2 * lines.length)
                .map(i -> i % 2 == 0 ? i : lines[i / 2])
                .toArray();
        return new MethodFacts(
                (className + name + descriptor).hashCode(),
                className,
                name,
                descriptor,
                access,
                MethodFacts.APPLICATION,
                file,
                null,
                null,
                table,
                List.of(),
                false);
    }

    /** As if lines had been added above, or, for a negative number, taken away. */
    static MethodFacts shifted(MethodFacts method, int by) {
        int[] lines = IntStream.range(0, method.lines.length / 2)
                .map(i -> method.lines[2 * i + 1] + by)
                .toArray();
        return method(method.className, method.name, method.descriptor, method.access, method.sourceFile, lines);
    }
}
