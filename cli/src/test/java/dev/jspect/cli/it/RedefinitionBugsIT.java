// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What JVMs do wrong when a class is changed and changed back must not be seen in the application. */
final class RedefinitionBugsIT {
    /** JDK-8240908: a class that was retransformed has lost the names of its parameters. With an argument: of a class that has no file. */
    private static final String NAMED = """
            import java.lang.reflect.*;
            import java.nio.file.*;
            public final class Named {
                static final class Bytes extends ClassLoader {
                    Class<?> define(byte[] file) { return defineClass(null, file, 0, file.length); }
                }
                static String names(Class<?> type) {
                    String names = "";
                    for (Method method : type.getDeclaredMethods()) {
                        for (Parameter parameter : method.getName().equals("place") ? method.getParameters() : new Parameter[0]) {
                            names += parameter.getName() + " ";
                        }
                    }
                    return names;
                }
                public static void main(String[] args) throws Exception {
                    Class<?> type = args.length == 0
                            ? Class.forName("Till")
                            : new Bytes().define(Files.readAllBytes(Paths.get(args[0])));
                    Method place = type.getMethod("place", int.class, String.class);
                    Thread caller = new Thread(() -> {
                        try {
                            while (true) {
                                place.invoke(null, 2, "anna");
                                if (!names(type).equals("quantity customer ")) {
                                    System.out.println("LOST: " + names(type));
                                }
                                Thread.sleep(10);
                            }
                        } catch (Exception e) {
                            System.out.println("LOST: " + e);
                        }
                    });
                    caller.setDaemon(true);
                    caller.start();
                    System.out.println("ready");
                    while (System.in.read() >= 0) {}
                }
            }
            """;

    private static final String TILL = """
            public final class Till {
                public static int place(int quantity, String customer) { return quantity + customer.length(); }
            }
            """;

    /** JDK-8376185: a record with annotations on the types of its components, given a constant pool of its own, has crashed JVMs. */
    private static final String MARKED = """
            import java.lang.annotation.*;
            import java.util.List;
            public record Marked(@Marked.Mark("name") String name, List<@Marked.Mark("tag") String> tags) {
                @Target(ElementType.TYPE_USE)
                @Retention(RetentionPolicy.RUNTIME)
                @interface Mark { String value(); }
                public int size() { return tags.size() + name().length(); }
                static String marks() {
                    AnnotatedParameterizedType tags = (AnnotatedParameterizedType) Marked.class.getRecordComponents()[1].getAnnotatedType();
                    return Marked.class.getRecordComponents()[0].getAnnotatedType().getAnnotation(Mark.class).value() + " "
                            + tags.getAnnotatedActualTypeArguments()[0].getAnnotation(Mark.class).value();
                }
                public static void main(String[] args) throws Exception {
                    Thread caller = new Thread(() -> {
                        try {
                            while (true) {
                                new Marked("anna", List.of("x", "y")).size();
                                if (!marks().equals("name tag")) {
                                    System.out.println("LOST: " + marks());
                                }
                                Thread.sleep(10);
                            }
                        } catch (Exception e) {
                            System.out.println("LOST: " + e);
                        }
                    });
                    caller.setDaemon(true);
                    caller.start();
                    System.out.println("ready");
                    while (System.in.read() >= 0) {}
                }
            }
            """.replace(
            "import java.util.List;", "import java.lang.reflect.AnnotatedParameterizedType;\nimport java.util.List;");

    @TempDir
    private Path directory;

    static Stream<Jdks.Jdk> withRecords() {
        return Jdks.wanted().filter(jdk -> jdk.feature() >= 17);
    }

    private void compile(int release, String name, String source) throws IOException {
        Path file = directory.resolve(name + ".java");
        Files.writeString(file, source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter trouble = new StringWriter();
        boolean compiled = compiler.getTask(
                        trouble,
                        null,
                        null,
                        List.of("-parameters", "--release", String.valueOf(release), "-d", directory.toString()),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
                .call();
        assertTrue(compiled, trouble.toString());
    }

    private static void run(TargetJvm target, int exitCode, String command, String... options) {
        List<String> all = new ArrayList<>(List.of(command, String.valueOf(target.pid())));
        all.addAll(List.of(options));
        JspectProcess.Result result = JspectHere.run(all.toArray(String[]::new));
        assertEquals(exitCode, result.exitCode(), result.out() + result.err());
        assertTrue(exitCode != 0 || result.err().contains("is what it was"), result.err());
    }

    private static void changeAndChangeBack(TargetJvm target) {
        run(target, 2, "watch", "Till::nothing");
        run(target, 0, "watch", "Till::place", "-n", "2");
        run(target, 0, "patch", "Till::place", "--around", "proceed()", "--limit", "2");
        run(target, 0, "watch", "Till::place", "-n", "2", "--summary", "-d", "1s");
        assertFalse(target.output().contains("LOST"), target.output());
        EvalIT.assertNothingLeft(target);
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void parametersKeepTheirNames(Jdks.Jdk jdk) throws IOException {
        compile(8, "Named", NAMED);
        compile(8, "Till", TILL);
        try (TargetJvm target = TargetJvm.on(jdk).classPath(directory).start("Named")) {
            changeAndChangeBack(target);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void parametersOfAClassWithoutAFileKeepTheirNames(Jdks.Jdk jdk) throws IOException {
        compile(8, "Named", NAMED);
        compile(8, "Till", TILL);
        Path file = Files.move(directory.resolve("Till.class"), directory.resolve("till.bin"));
        try (TargetJvm target = TargetJvm.on(jdk).classPath(directory).start("Named", file.toString())) {
            changeAndChangeBack(target);
        }
    }

    @ParameterizedTest
    @MethodSource("withRecords")
    void recordsKeepTheAnnotationsOfTheirTypes(Jdks.Jdk jdk) throws IOException {
        compile(17, "Marked", MARKED);
        try (TargetJvm target = TargetJvm.on(jdk).classPath(directory).start("Marked")) {
            run(target, 0, "watch", "Marked::size", "-n", "2");
            run(target, 0, "patch", "Marked::new", "--after", "log($this)", "--limit", "2");
            run(target, 0, "patch", "Marked::name", "--around", "proceed()", "--limit", "2");
            run(target, 0, "watch", "Marked::marks", "-n", "2");

            assertFalse(target.output().contains("LOST"), target.output());
            EvalIT.assertNothingLeft(target);
        }
    }
}
