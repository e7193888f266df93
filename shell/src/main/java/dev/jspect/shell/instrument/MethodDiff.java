// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/** What becomes of a method's code, as a unified diff of its disassembly. */
public final class MethodDiff {
    private static final int CONTEXT = 3;

    private MethodDiff() {}

    /**
     * Returns the lines of the diff, those that name both sides first; empty where nothing changes.
     *
     * @param label of the method
     */
    public static List<String> of(String label, String name, String descriptor, byte[] before, byte[] after) {
        List<String> old = text(before, name, descriptor);
        return UnifiedDiffUtils.generateUnifiedDiff(
                label, label + " (patched)", old, DiffUtils.diff(old, text(after, name, descriptor)), CONTEXT);
    }

    private static List<String> text(byte[] classFile, String wanted, String wantedDescriptor) {
        Textifier text = new Textifier();
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public @Nullable MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                boolean is = name.equals(wanted) && descriptor.equals(wantedDescriptor);
                                return is ? new TraceMethodVisitor(text) : null;
                            }
                        },
                        ClassReader.SKIP_FRAMES);
        StringWriter lines = new StringWriter();
        PrintWriter out = new PrintWriter(lines);
        text.print(out);
        out.flush();
        return lines.toString().lines().toList();
    }
}
