// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Loads all classes of jars with probes wherever there can be one, and has the JVM verify them. Arguments of {@code main}: jars; what one needs of
 * another is looked for in all of them.
 */
final class ProbedClasses extends ClassLoader {
    private final List<JarFile> jars = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final boolean linked;
    private int classes;
    private int methods;
    private int refused;

    /**
     * @param linked whether probes are such that are linked
     */
    ProbedClasses(List<Path> jars, boolean linked) {
        super(ClassLoader.getPlatformClassLoader());
        this.linked = linked;
        for (Path jar : jars) {
            try {
                this.jars.add(new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Ends with 1 when a JVM refuses a class with probes that it takes without. */
    public static void main(String[] args) {
        List<Path> jars = new ArrayList<>();
        for (String arg : args) {
            jars.add(Path.of(arg));
        }
        int failures = 0;
        for (boolean linked : new boolean[] {true, false}) {
            ProbedClasses all = new ProbedClasses(jars, linked);
            all.verify();
            all.failures.forEach(System.out::println);
            failures += all.failures.size();
            System.out.printf(
                    "%s: %,d classes, %,d methods with probes, %,d take none, %,d failures%n",
                    linked ? "linked" : "called", all.classes, all.methods, all.refused, all.failures.size());
        }
        System.exit(failures == 0 ? 0 : 1);
    }

    void verify() {
        for (JarFile jar : jars) {
            jar.versionedStream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
                    .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
                    .forEach(this::verify);
        }
    }

    private void verify(String name) {
        try {
            // Links it, and thereby verifies it.
            var unused = Class.forName(name, false, this).getDeclaredConstructors();
        } catch (VerifyError | ClassFormatError e) {
            failures.add(name + ": " + e);
        } catch (LinkageError | ClassNotFoundException missing) {
            // What it refers to is in none of these jars; so it is without probes.
            classes--;
        }
        classes++;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] original = find(name);
        byte[] probed = probe(original);
        return defineClass(name, probed, 0, probed.length);
    }

    private byte[] find(String name) throws ClassNotFoundException {
        for (JarFile jar : jars) {
            ZipEntry entry = jar.getEntry(name.replace('.', '/') + ".class");
            if (entry != null) {
                try {
                    return jar.getInputStream(entry).readAllBytes();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        throw new ClassNotFoundException(name);
    }

    private byte[] probe(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.SKIP_FRAMES);
        List<ProbedMethod> all = new ArrayList<>();
        for (MethodNode method : node.methods) {
            if ((method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
                all.add(probed(method, all.size()));
            }
        }
        byte @Nullable [] probed = taken(classFile, all);
        if (probed == null) {
            int asked = all.size();
            all.removeIf(method -> taken(classFile, List.of(method)) == null);
            refused += asked - all.size();
            probed = taken(classFile, all);
        }
        methods += all.size();
        return probed == null ? classFile : again(probed, all);
    }

    /** With the probes of a second watch in what the first has made; some are too large for that. */
    private byte[] again(byte[] probed, List<ProbedMethod> methods) {
        byte[] both = taken(
                probed,
                methods.stream()
                        .map(one -> new ProbedMethod(
                                one.name(), one.descriptor(), 100_000 + one.probe(), true, one.replaced(), Set.of()))
                        .toList());
        return both == null ? probed : both;
    }

    private byte @Nullable [] taken(byte[] classFile, List<ProbedMethod> methods) {
        try {
            return ProbeRewriter.rewrite(classFile, methods, linked).classFile();
        } catch (UnprobedCodeException e) {
            return null;
        }
    }

    private static ProbedMethod probed(MethodNode method, int probe) {
        boolean initializer = method.name.startsWith("<");
        Set<Integer> lines = new TreeSet<>();
        for (AbstractInsnNode at : method.instructions) {
            if (at instanceof LineNumberNode line) {
                lines.add(line.line);
            }
        }
        return new ProbedMethod(method.name, method.desc, probe, true, !initializer, lines, true);
    }

    List<String> failures() {
        return failures;
    }

    int methods() {
        return methods;
    }

    int refused() {
        return refused;
    }
}
