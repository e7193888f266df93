// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import dev.jspect.protocol.MethodParameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.ParameterNode;

/** Puts the names of parameters into a class file that a JVM has handed out without them (JDK-8240908). */
public final class ParameterGraft {
    private ParameterGraft() {}

    /**
     * Returns the class file with the names; itself where nothing is missing.
     *
     * @param source a class file that has them: methods that only one of the two has stay as they are
     */
    public static byte[] into(byte[] classFile, byte[] source) {
        return into(classFile, names(source));
    }

    /** Does the same with names that reflection had. */
    public static byte[] into(byte[] classFile, List<MethodParameters> parameters) {
        Map<String, List<ParameterNode>> names = new HashMap<>();
        for (MethodParameters method : parameters) {
            List<ParameterNode> nodes = new ArrayList<>();
            for (int i = 0; i < method.names.size(); i++) {
                nodes.add(new ParameterNode(method.names.get(i), method.modifiers.get(i)));
            }
            names.put(method.method, nodes);
        }
        return into(classFile, names);
    }

    private static byte[] into(byte[] classFile, Map<String, List<ParameterNode>> names) {
        names.keySet().removeAll(names(classFile).keySet());
        if (names.isEmpty()) {
            return classFile;
        }
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        boolean[] changed = new boolean[1];
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
                        List<ParameterNode> missing = names.get(name + descriptor);
                        if (missing == null) {
                            return next;
                        }
                        changed[0] = true;
                        missing.forEach(parameter -> next.visitParameter(parameter.name, parameter.access));
                        // A visitor of its own: the method is no copy of the one that was read.
                        return new MethodVisitor(Opcodes.ASM9, next) {};
                    }
                },
                0);
        return changed[0] ? writer.toByteArray() : classFile;
    }

    private static Map<String, List<ParameterNode>> names(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
        Map<String, List<ParameterNode>> names = new HashMap<>();
        for (MethodNode method : node.methods) {
            if (method.parameters != null && !method.parameters.isEmpty()) {
                names.put(method.name + method.desc, method.parameters);
            }
        }
        return names;
    }
}
