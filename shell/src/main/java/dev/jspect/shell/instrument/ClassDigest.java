// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What a class file says, whatever the order of its constants: a JVM that hands out a class which was retransformed writes it anew, with another
 * constant pool, other frames, and without marks that mean nothing.
 */
public final class ClassDigest {
    private ClassDigest() {}

    /** Returns a SHA-256 in hexadecimal digits, of members, code, annotations, record components, and parameter names. */
    public static String of(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.SKIP_FRAMES);
        List<String> parts = new ArrayList<>();
        parts.add("class " + node.version + " " + significant(node.access) + " " + node.name + " " + node.superName
                + " " + node.interfaces + " " + node.signature + " " + node.nestHostClass + " "
                + sorted(node.nestMembers)
                + " " + sorted(node.permittedSubclasses)
                + AnnotationText.of(node.visibleAnnotations, node.visibleTypeAnnotations));
        node.fields.forEach(field -> parts.add("field " + significant(field.access) + " " + field.name + " "
                + field.desc + " " + field.signature + " " + field.value
                + AnnotationText.of(field.visibleAnnotations, field.visibleTypeAnnotations)));
        if (node.recordComponents != null) {
            node.recordComponents.forEach(component -> parts.add("component " + component.name + " "
                    + component.descriptor + " " + component.signature
                    + AnnotationText.of(component.visibleAnnotations, component.visibleTypeAnnotations)));
        }
        node.methods.forEach(method -> parts.add(text(method)));
        Collections.sort(parts);
        return sha256(String.join("\n", parts));
    }

    private static List<String> sorted(@Nullable List<String> names) {
        return names == null ? List.of() : names.stream().sorted().toList();
    }

    private static int significant(int access) {
        return access & ~Opcodes.ACC_DEPRECATED;
    }

    private static String text(MethodNode method) {
        StringBuilder parameters = new StringBuilder();
        if (method.parameters != null) {
            method.parameters.forEach(parameter -> parameters.append(' ').append(parameter.name));
        }
        return "method " + significant(method.access) + " " + method.name + method.desc + " " + method.signature + " "
                + method.exceptions + parameters
                + AnnotationText.of(method.visibleAnnotations, method.visibleTypeAnnotations)
                + AnnotationText.ofParameters(method.visibleParameterAnnotations)
                + AnnotationText.value(method.annotationDefault)
                + "\n" + CodeText.of(method);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
