// SPDX-License-Identifier: Apache-2.0

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Writes the classes of jars once more, as class files of Java 17. Run by the build: start-up archives (CDS, AOT cache) take
 * no class file older than Java 6, and for newer ones the JVM wants stack map frames.
 */
public final class ModernClassFiles {
    private ModernClassFiles() {}

    /** Arguments: the directory to write to, then jars. */
    public static void main(String[] args) throws IOException {
        Path out = Path.of(args[0]);
        URL[] jars = new URL[args.length - 1];
        for (int i = 1; i < args.length; i++) {
            jars[i - 1] = new File(args[i]).toURI().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(jars, null)) {
            for (int i = 1; i < args.length; i++) {
                try (JarFile jar = new JarFile(args[i])) {
                    convert(jar, loader, out);
                }
            }
        }
    }

    private static void convert(JarFile jar, ClassLoader loader, Path out) throws IOException {
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
            JarEntry entry = entries.nextElement();
            String name = entry.getName();
            if (name.endsWith(".class") && !name.endsWith("-info.class") && !name.startsWith("META-INF/")) {
                try (InputStream in = jar.getInputStream(entry)) {
                    Path file = out.resolve(name);
                    Files.createDirectories(file.getParent());
                    Files.write(file, convert(in.readAllBytes(), loader));
                }
            }
        }
    }

    private static byte[] convert(byte[] classFile, ClassLoader loader) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected ClassLoader getClassLoader() {
                return loader;
            }
        };
        ClassVisitor modern = new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
                super.visit(Math.max(version, Opcodes.V17), access, name, signature, superName, interfaces);
            }
        };
        new ClassReader(classFile).accept(modern, ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }
}
