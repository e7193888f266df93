// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jspect.target.Redefiner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** {@code exceptions} where an agent redefines classes of the application meanwhile. */
class ExceptionsRedefinedIT {
    @TempDir
    private Path directory;

    /** What was known of a method fits only those of its frames that run it as it was then. */
    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void framesOfRedefinedClassesAreRightOrLabelled(Jdks.Jdk jdk) throws IOException {
        Path other = Files.write(directory.resolve("Other.class"), renamed());
        Path agent = AgentJar.of(directory, Redefiner.class);
        try (TargetJvm target = TargetJvm.on(jdk)
                .with("-javaagent:" + agent + "=" + other)
                .start(Redefiner.class.getName(), "java.lang.JspectDispatcher")) {
            ExceptionEvents seen = ExceptionEvents.of(target, "IllegalState*", "-n", "40", "--rate", "1000");

            assertTrue(target.output().contains("redefined"), target.output());
            JsonNode first = seen.events().get(0);
            JsonNode last = seen.events().get(seen.events().size() - 1);
            assertEquals(
                    "\"" + ExceptionEvents.message(first) + "\"",
                    variable(first, 0, "label").toString());
            assertEquals(
                    "\"" + ExceptionEvents.message(last) + "\"",
                    variable(last, 0, "renamed").toString());
            assertEquals("\"serving\"", variable(first, 1, "name").toString());
            for (JsonNode event : seen.events()) {
                String told = "\"" + ExceptionEvents.message(event) + "\"";
                assertTrue(
                        List.of(told, "").contains(variable(event, 0, "label").toString()), event.toString());
                assertTrue(
                        List.of(told, "").contains(variable(event, 0, "renamed").toString()), event.toString());
                assertTrue(
                        List.of("\"serving\"", "")
                                .contains(variable(event, 1, "name").toString()),
                        event.toString());
            }
            if (jdk.feature() > 8) {
                assertEquals(
                        "its class was redefined meanwhile",
                        last.path("frames").path(1).path("localsNotCaptured").asText(),
                        last.toString());
                assertTrue(last.path("frames").path(1).path("lineNumber").asInt() <= 0, last.toString());
            }
            EvalIT.assertNothingLeft(target);
        }
    }

    private static JsonNode variable(JsonNode event, int frame, String name) {
        return variables(event.path("frames").path(frame))
                .filter(variable -> name.equals(variable.path("name").asText()))
                .map(variable -> variable.path("value"))
                .findFirst()
                .orElse(event.path("nothing"));
    }

    private static Stream<JsonNode> variables(JsonNode frame) {
        return StreamSupport.stream(frame.path("locals").spliterator(), false);
    }

    /** The same class, with another name for a variable, and all code a little further behind. */
    private static byte[] renamed() throws IOException {
        ClassWriter writer = new ClassWriter(0);
        try (InputStream in = Redefiner.Job.class.getResourceAsStream("Redefiner$Job.class")) {
            new ClassReader(Objects.requireNonNull(in)).accept(new Renaming(writer), 0);
        }
        return writer.toByteArray();
    }

    private static final class Renaming extends ClassVisitor {
        Renaming(ClassVisitor to) {
            super(Opcodes.ASM9, to);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(api, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                @Override
                public void visitCode() {
                    super.visitCode();
                    for (int i = 0; i < 3; i++) {
                        super.visitInsn(Opcodes.NOP);
                    }
                }

                @Override
                public void visitLocalVariable(
                        String name, String descriptor, String signature, Label start, Label end, int index) {
                    String given = name.equals("label") ? "renamed" : name;
                    super.visitLocalVariable(given, descriptor, signature, start, end, index);
                }
            };
        }
    }
}
