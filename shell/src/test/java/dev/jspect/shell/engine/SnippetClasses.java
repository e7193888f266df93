// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Defines snippets' classes, and a stand-in for what they call that tells what was called. */
final class SnippetClasses extends ClassLoader {
    private static final String SUPPORT = "dev.jspect.agent.eval.SnippetSupport";
    private static final String SUPPORT_SOURCE = """
            package dev.jspect.agent.eval;
            public final class SnippetSupport {
                public static void throwing(Throwable thrown) {}

                public static int checks;
                public static int lastId;
                public static int stopAt = -1;
                public static final java.io.ByteArrayOutputStream printed = new java.io.ByteArrayOutputStream();
                public static void check(int id) {
                    checks++;
                    lastId = id;
                    if (stopAt >= 0 && checks >= stopAt) throw new Error("stopped");
                }
                public static java.io.PrintStream out() { return new java.io.PrintStream(printed, true); }
                public static java.io.PrintStream err() { return out(); }
                public static Object[][] frameValues;
                public static Object frameValue(int depth, int variable) { return frameValues[depth][variable]; }
                public static void exit(int status) { throw new SecurityException("exit " + status); }
            }
            """;

    final Map<String, byte[]> classFiles = new HashMap<>();

    SnippetClasses() {
        super(SnippetClasses.class.getClassLoader());
        classFiles.put(SUPPORT, compiled());
    }

    /** Loads, and so verifies, a class. */
    void link(String name) {
        try {
            // Asking for the methods links a class; resolveClass does not.
            var linked = loadClass(name).getDeclaredMethods();
            assert linked != null;
        } catch (ClassNotFoundException e) {
            throw new LinkageError(name, e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            byte[] classFile = classFiles.get(name);
            if (known == null && classFile != null) {
                known = defineClass(name, classFile, 0, classFile.length);
            }
            return known == null ? super.loadClass(name, resolve) : known;
        }
    }

    private static byte[] compiled() {
        try {
            Path directory = Files.createTempDirectory("support");
            Path source = directory.resolve("SnippetSupport.java");
            Files.writeString(source, SUPPORT_SOURCE);
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            int failed = compiler.run(null, null, null, "-d", directory.toString(), source.toString());
            Path classFile = directory.resolve(SUPPORT.replace('.', File.separatorChar) + ".class");
            byte[] compiled = Files.readAllBytes(classFile);
            try (Stream<Path> paths = Files.walk(directory)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
            if (failed != 0) {
                throw new IllegalStateException("the stand-in does not compile");
            }
            return compiled;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
