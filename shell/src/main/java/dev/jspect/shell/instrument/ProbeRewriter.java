// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Puts probes into methods of a class. The constant pool stays, with entries behind it: a fresh one crashes some JVMs (JDK-8376185). No frame is computed
 * anew, so no class is loaded to do so.
 */
public final class ProbeRewriter {
    private ProbeRewriter() {}

    /** Says whether there are probes in a class file already. Constants alone say nothing: those of a class that was restored stay. */
    public static boolean hasProbes(byte[] classFile) {
        boolean[] found = new boolean[1];
        MethodVisitor calls = new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
                found[0] |= bootstrap.getOwner().equals(ChangedMethods.DISPATCHER);
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                found[0] |= owner.equals(ChangedMethods.DISPATCHER);
            }
        };
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                return calls;
                            }
                        },
                        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return found[0];
    }

    /**
     * Returns the class with the probes.
     *
     * @param linked whether they are linked: not in classes that linking itself needs
     * @throws UnprobedCodeException when a method takes none: the message says why
     */
    public static ProbedClass rewrite(byte[] classFile, List<ProbedMethod> methods, boolean linked) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        List<LineProbe> lines = new ArrayList<>();
        reader.accept(new Probing(writer, methods, linked, lines), ClassReader.EXPAND_FRAMES);
        try {
            return new ProbedClass(writer.toByteArray(), lines);
        } catch (MethodTooLargeException e) {
            throw new UnprobedCodeException("with a probe it would be larger than 64 KB, which no JVM takes");
        } catch (ClassTooLargeException e) {
            throw new UnprobedCodeException("with a probe its class would have more constants than a JVM takes");
        }
    }

    private static final class Probing extends ClassVisitor {
        private final List<ProbedMethod> methods;
        private final boolean linked;
        private final List<LineProbe> lines;
        private int version;
        private String owner = "";

        Probing(ClassVisitor next, List<ProbedMethod> methods, boolean linked, List<LineProbe> lines) {
            super(Opcodes.ASM9, next);
            this.methods = methods;
            this.linked = linked;
            this.lines = lines;
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            this.version = version;
            this.owner = name;
            super.visit(version, access, name, signature, superName, interfaces);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            for (ProbedMethod method : methods) {
                if (method.name().equals(name) && method.descriptor().equals(descriptor)) {
                    return whole(method, access, next);
                }
            }
            return next;
        }

        /** How many variables it has is known behind its code, and needed before. */
        private MethodVisitor whole(ProbedMethod method, int access, MethodVisitor next) {
            return new MethodNode(Opcodes.ASM9, access, method.name(), method.descriptor(), null, null) {
                @Override
                public void visitEnd() {
                    super.visitEnd();
                    probe(method, this, next);
                }
            };
        }

        private void probe(ProbedMethod method, MethodNode code, MethodVisitor next) {
            if (code.instructions.size() == 0) {
                throw new UnprobedCodeException(
                        (code.access & Opcodes.ACC_NATIVE) != 0 ? "it is native" : "it is abstract");
            }
            boolean dynamic = linked && ProbeCall.canBeLinked(version);
            Label constructed = method.isConstructor() ? constructed(code) : null;
            MethodLocals locals = new MethodLocals(owner, code.access, method.descriptor(), code.maxLocals);
            lines.addAll(LineProbes.insert(owner, dynamic, method, code, locals));
            ProbeCall calls = new ProbeCall(next, dynamic, method.probe());
            code.accept(new CallProbes(next, method, calls, locals, version, constructed));
        }

        private static Label constructed(MethodNode code) {
            AbstractInsnNode call = SuperCall.in(code);
            if (call == null) {
                throw new UnprobedCodeException("it calls no other constructor");
            }
            Label label = new Label();
            code.instructions.insert(call, new LabelNode(label));
            return label;
        }
    }
}
