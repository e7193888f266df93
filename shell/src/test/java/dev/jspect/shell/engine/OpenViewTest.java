// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.shell.classpath.ModulePlatform;
import dev.jspect.shell.engine.fixture.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

class OpenViewTest {
    private static final int MAX_MAJOR = 61;
    private static final String VAULT = "dev/jspect/shell/engine/fixture/Vault";

    private final MemberFlags flags = new MemberFlags(OpenViewTest::find);
    private final OpenView view = new OpenView(flags, Set.of("java/util/stream"), MAX_MAJOR);

    private static byte @Nullable [] find(String internalName) {
        try (InputStream in = Vault.class.getResourceAsStream('/' + internalName + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] classFile(String internalName) {
        return Objects.requireNonNull(find(internalName), internalName);
    }

    private static ClassNode read(byte[] classFile) {
        ClassNode read = new ClassNode();
        new ClassReader(classFile).accept(read, 0);
        return read;
    }

    private ClassNode shown(String internalName) {
        return read(view.show(classFile(internalName)));
    }

    private static List<String> methods(ClassNode shown, String name) {
        return shown.methods.stream()
                .filter(method -> method.name.equals(name))
                .map(method -> java.lang.reflect.Modifier.toString(method.access & 7) + " " + method.desc)
                .toList();
    }

    @Test
    void marksMethodsThatAreNotPublic() {
        ClassNode vault = shown(VAULT);

        assertEquals(List.of("public (I[Ljava/lang/Void;)Ljava/lang/String;"), methods(vault, "secret"));
    }

    @Test
    void showsProtectedMethodsTwice() {
        ClassNode vault = shown(VAULT);

        assertEquals(
                List.of(
                        "protected (Ljava/lang/String;)Ljava/lang/String;",
                        "public (Ljava/lang/String;[Ljava/lang/Void;)Ljava/lang/String;"),
                methods(vault, "guardedCall"));
    }

    @Test
    void leavesMethodsClosedThatWouldRivalOrdinaryOnes() {
        ClassNode vault = shown(VAULT);

        assertTrue(
                methods(vault, "rival").contains("private (Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;"));
    }

    @Test
    void marksGenericSignaturesToo() {
        MethodNode echo = shown(VAULT).methods.stream()
                .filter(method -> method.name.equals("echo"))
                .findFirst()
                .orElseThrow();

        assertEquals("<T:Ljava/lang/Object;>(TT;[Ljava/lang/Void;)TT;", echo.signature);
    }

    @Test
    void takesFinalFromInstanceFieldsOnly() {
        ClassNode vault = shown(VAULT);
        ClassNode pair = shown(VAULT + "$Pair");

        List<String> finals = Stream.concat(vault.fields.stream(), pair.fields.stream())
                .filter(field -> (field.access & ClassShape.FINAL) != 0)
                .map(field -> field.name)
                .toList();

        assertEquals(List.of("LOG", "left", "right"), finals);
    }

    @Test
    void keepsTopLevelClassesOfImportedPackagesAsTheyAre() {
        assertFalse((shown("java/util/stream/Node").access & ClassShape.PUBLIC) != 0);
        assertTrue((shown(VAULT.replace("Vault", "Coin")).access & ClassShape.PUBLIC) != 0);
    }

    @Test
    void lowersVersionsThatTheCompilerDoesNotKnow() {
        byte[] newer = classFile(VAULT);
        newer[5] = 1;
        newer[7] = 99;

        byte[] shown = view.show(newer);

        assertEquals(MAX_MAJOR, shown[7]);
        assertEquals(0, shown[5]);
    }

    @Test
    void exportsEveryPackageOfAModule() throws IOException {
        byte[] base = Files.readAllBytes(Path.of(URI.create("jrt:/java.base/module-info.class")));

        ClassNode shown = read(view.showPlatform("module-info", base));

        assertTrue(shown.module.exports.stream()
                .anyMatch(export -> export.packaze.equals("sun/nio/ch") && export.modules.isEmpty()));
        assertEquals(shown.module.packages.size(), shown.module.exports.size());
    }

    @Test
    void survivesDamagedClassFiles() {
        byte[] whole = classFile(VAULT);
        Random random = new Random(7);
        for (int length = 0; length < whole.length; length += 7) {
            assertNotNull(view.show(Arrays.copyOf(whole, length)));
        }
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = whole.clone();
            for (int hits = 0; hits < 3; hits++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            assertNotNull(view.show(damaged));
        }
    }

    @Test
    void returnsWhatIsNoClassFileAsItIs() {
        byte[] text = "not a class file, only text".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

        assertArrayEquals(text, view.show(text));
    }

    @Test
    void showsEveryClassOfTheJdkReadably() throws IOException {
        ModulePlatform platform = ModulePlatform.own();
        MemberFlags all = new MemberFlags(name -> {
            try {
                return platform.classFile(name.replace('/', '.'));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        OpenView newest =
                new OpenView(all, Set.of("java/lang"), 44 + Runtime.version().feature());
        int shown = 0;
        Path util = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base/java");
        try (Stream<Path> files = Files.walk(util)) {
            for (Path file :
                    (Iterable<Path>) files.filter(path -> path.toString().endsWith(".class"))::iterator) {
                byte[] original = Files.readAllBytes(file);
                ClassNode read = read(newest.show(original));
                assertTrue(read.methods.size() >= read(original).methods.size(), read.name);
                shown++;
            }
        }
        assertTrue(shown > 1000, "classes: " + shown);
    }
}
