// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** On the Throwable of the JDK that runs the tests. */
class ThrowableRewriterTest {
    private static byte[] original() throws IOException {
        try (InputStream in = Throwable.class.getResourceAsStream("Throwable.class")) {
            assertTrue(in != null);
            return in.readAllBytes();
        }
    }

    private static ClassNode node(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        return node;
    }

    private static Map<String, String> code(byte[] classFile, boolean constructors) {
        Map<String, String> code = new HashMap<>();
        for (MethodNode method : node(classFile).methods) {
            if (method.name.equals("<init>") == constructors) {
                code.put(method.name + method.desc, CodeText.of(method));
            }
        }
        return code;
    }

    @Test
    void eachConstructorCallsTheDispatcherWhereverItReturns() throws IOException {
        int constructors = 0;
        for (MethodNode method : node(ThrowableRewriter.rewrite(original())).methods) {
            if (method.name.equals("<init>")) {
                constructors++;
                for (AbstractInsnNode at : method.instructions) {
                    if (at.getOpcode() == Opcodes.RETURN) {
                        MethodInsnNode call = (MethodInsnNode) at.getPrevious();
                        assertEquals("java/lang/JspectDispatcher", call.owner);
                        assertEquals(Opcodes.ALOAD, call.getPrevious().getOpcode());
                    }
                }
            }
        }
        assertTrue(constructors >= 5, constructors + " constructors");
    }

    @Test
    void nothingElseChanges() throws IOException {
        byte[] rewritten = ThrowableRewriter.rewrite(original());

        assertEquals(code(original(), false), code(rewritten, false));
        assertNotEquals(code(original(), true), code(rewritten, true));
    }

    @Test
    void digestTellsTheChange() throws IOException {
        assertNotEquals(ClassDigest.of(original()), ClassDigest.of(ThrowableRewriter.rewrite(original())));
    }

    /** As a JVM does that hands out a class it has in memory. */
    @Test
    void digestDoesNotTellTheOrderOfConstants() throws IOException {
        ClassWriter fresh = new ClassWriter(0);
        new ClassReader(original()).accept(fresh, 0);
        byte[] reordered = fresh.toByteArray();

        assertTrue(!java.util.Arrays.equals(original(), reordered));
        assertEquals(ClassDigest.of(original()), ClassDigest.of(reordered));
    }

    @Test
    void digestTellsANameOfAParameter() {
        assertNotEquals(ClassDigest.of(withParameter("one")), ClassDigest.of(withParameter("other")));
        assertEquals(ClassDigest.of(withParameter("one")), ClassDigest.of(withParameter("one")));
    }

    private static byte[] withParameter(String name) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_ABSTRACT, "a/B", null, "java/lang/Object", null);
        var method = writer.visitMethod(Opcodes.ACC_ABSTRACT, "m", "(I)V", null, null);
        method.visitParameter(name, 0);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
