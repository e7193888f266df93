// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.probes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.protocol.FoundClass;
import dev.jspect.protocol.FoundClasses;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class LineChoiceTest {
    private static final String OBJECT = "java/lang/Object";

    /** A class with one method: line 10 begins it, line 11 stores a variable, line 12 is passed twice. */
    private static FoundClass type(boolean lines) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, "Twice", null, OBJECT, null);
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, "run", "(J)V", null, null);
        Map<Integer, Label> begins = new TreeMap<>();
        Label end = new Label();
        Label second = new Label();
        method.visitCode();
        mark(method, 10, lines, begins);
        method.visitInsn(Opcodes.ICONST_3);
        method.visitVarInsn(Opcodes.ISTORE, 3);
        mark(method, 12, lines, begins);
        method.visitInsn(Opcodes.NOP);
        mark(method, 11, lines, begins);
        method.visitInsn(Opcodes.NOP);
        method.visitLabel(second);
        if (lines) {
            method.visitLineNumber(12, second);
        }
        method.visitInsn(Opcodes.RETURN);
        method.visitLabel(end);
        method.visitLocalVariable("this", "LTwice;", null, begins.get(10), end, 0);
        method.visitLocalVariable("limit", "J", null, begins.get(10), end, 1);
        method.visitLocalVariable("count", "I", null, begins.get(12), end, 3);
        method.visitMaxs(1, 4);
        method.visitEnd();
        writer.visitEnd();
        return new FoundClass(1, "Twice", 1, true, true, writer.toByteArray(), null, List.of());
    }

    private static void mark(MethodVisitor method, int line, boolean lines, Map<Integer, Label> begins) {
        Label label = new Label();
        method.visitLabel(label);
        begins.put(line, label);
        if (lines) {
            method.visitLineNumber(line, label);
        }
    }

    private static List<PlannedPlace> places(int line, boolean lines) throws NoSuchMethodInTargetException {
        return LineChoice.of(new LinePattern("Twice", line), new FoundClasses(List.of(type(lines)), 0, List.of()));
    }

    @Test
    void tellsWhatIsThereInEachPlace() throws NoSuchMethodInTargetException {
        PlannedPlace first = places(10, true).get(0);
        List<PlannedPlace> twice = places(12, true);

        assertEquals(List.of("limit"), first.told().parameters());
        assertEquals("(J)V", first.told().descriptor());
        assertFalse(first.told().isStatic());
        assertEquals(2, twice.size());
        for (PlannedPlace place : twice) {
            assertEquals(List.of("limit", "count"), place.told().parameters());
            assertEquals("(JI)V", place.told().descriptor());
            assertEquals(1, place.arguments());
            assertEquals("Twice:12", place.label());
            assertTrue(place.isLine());
        }
    }

    @Test
    void tellsTheNearestLines() {
        NoSuchMethodInTargetException none = assertThrows(NoSuchMethodInTargetException.class, () -> places(40, true));
        NoSuchMethodInTargetException noLines =
                assertThrows(NoSuchMethodInTargetException.class, () -> places(10, false));

        assertEquals("Twice has no code at line 40", none.getMessage());
        assertTrue(none.remedy().contains("10, 11, 12"), none.remedy());
        assertTrue(noLines.remedy().contains("compiled without line numbers"), noLines.remedy());
    }

    @Test
    void readsWhatUsersWrite() {
        assertEquals(new LinePattern("com.shop.Cart", 12), LinePattern.parse("com.shop.Cart:12"));
        assertEquals(new LinePattern("Outer$Inner", 7), LinePattern.parse(" Outer$Inner:7 "));
        for (String method : List.of("Cart::add", "Cart::add(int)", "Cart", "Cart:", ":12", "Cart:1x", "Cart:123456")) {
            assertNull(LinePattern.parse(method), method);
        }
    }
}
