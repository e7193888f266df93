// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import dev.jspect.shell.instrument.ProbeCall.Argument;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Tells a method's calls, and offers them to other code: at its begin, before it returns, and where an exception leaves it. The code between stays as it is.
 * Needs frames in their long form. A constructor begins when there is an object: behind the constructor that it calls first.
 */
final class CallProbes extends MethodVisitor {
    private static final String OBJECT = "java/lang/Object";
    private static final String THROWABLE = "java/lang/Throwable";

    private final ProbedMethod method;
    private final ProbeCall calls;
    private final MethodLocals locals;
    private final Type result;
    private final boolean frames;
    private final Label begin = new Label();
    private final @Nullable Label constructed;
    private boolean begun;

    /**
     * @param constructed where a constructor's object is one; null in other methods
     */
    CallProbes(
            MethodVisitor next,
            ProbedMethod method,
            ProbeCall calls,
            MethodLocals locals,
            int classFileVersion,
            @Nullable Label constructed) {
        super(Opcodes.ASM9, next);
        this.method = method;
        this.calls = calls;
        this.locals = locals;
        this.constructed = constructed;
        this.result = Type.getReturnType(method.descriptor());
        this.frames = (classFileVersion & 0xffff) >= Opcodes.V1_6;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        if (constructed == null) {
            begin();
        }
    }

    private void begin() {
        begun = true;
        if (method.replaced()) {
            offer();
        }
        if (method.calls()) {
            calls.call(ProbePoint.ENTER, 0, locals.arguments(), Type.getObjectType(OBJECT));
            super.visitVarInsn(Opcodes.ASTORE, locals.token().slot());
            super.visitLabel(begin);
        }
    }

    /** One question, so that the answer holds: whoever runs instead has run, or the method does. */
    private void offer() {
        Label original = new Label();
        calls.call(ProbePoint.INSTEAD, 0, locals.arguments(), Type.getObjectType(OBJECT));
        super.visitInsn(Opcodes.DUP);
        calls.original();
        super.visitJumpInsn(Opcodes.IF_ACMPEQ, original);
        calls.unbox(result);
        super.visitInsn(result.getOpcode(Opcodes.IRETURN));
        super.visitLabel(original);
        if (frames) {
            Object[] frame = locals.frame();
            super.visitFrame(Opcodes.F_NEW, frame.length, frame, 1, new Object[] {OBJECT});
        }
        // The method's own code may begin with a frame: there is something between, too.
        super.visitInsn(Opcodes.POP);
    }

    @Override
    public void visitLabel(Label label) {
        super.visitLabel(label);
        if (label == constructed) {
            begin();
        }
    }

    @Override
    public void visitFrame(int type, int localCount, Object[] variables, int stackCount, Object[] stack) {
        if (!begun || !method.calls()) {
            super.visitFrame(type, localCount, variables, stackCount, stack);
            return;
        }
        for (int i = 0; i < localCount; i++) {
            if (variables[i] == Opcodes.UNINITIALIZED_THIS) {
                throw new UnprobedCodeException("its code before and behind super() is mixed");
            }
        }
        Object[] more = locals.withToken(localCount, variables);
        super.visitFrame(type, more.length, more, stackCount, stack);
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN && begun && method.calls()) {
            leave();
        }
        super.visitInsn(opcode);
    }

    private void leave() {
        Argument end = locals.end(result);
        if (result.getSort() == Type.VOID) {
            calls.call(ProbePoint.LEAVE, 0, List.of(locals.token()), Type.VOID_TYPE);
            return;
        }
        super.visitInsn(result.getSize() == 2 ? Opcodes.DUP2 : Opcodes.DUP);
        super.visitVarInsn(end.type().getOpcode(Opcodes.ISTORE), end.slot());
        calls.call(ProbePoint.LEAVE, 0, List.of(end, locals.token()), Type.VOID_TYPE);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        if (method.calls()) {
            threw();
        }
        super.visitMaxs(
                Math.max(maxStack + 2, 2) + locals.argumentSize() + ProbeCall.STACK,
                Math.max(maxLocals, locals.size()));
    }

    /** The last handler of all: those of the method's own come first. */
    private void threw() {
        Label end = new Label();
        super.visitLabel(end);
        super.visitTryCatchBlock(begin, end, end, null);
        if (frames) {
            // Its variables may hold anything by then.
            Object[] variables = locals.withToken(0, new Object[0]);
            super.visitFrame(Opcodes.F_NEW, variables.length, variables, 1, new Object[] {THROWABLE});
        }
        Argument thrown = locals.end(Type.getObjectType(THROWABLE));
        super.visitVarInsn(Opcodes.ASTORE, thrown.slot());
        calls.call(ProbePoint.THREW, 0, List.of(thrown, locals.token()), Type.VOID_TYPE);
        super.visitVarInsn(Opcodes.ALOAD, thrown.slot());
        super.visitInsn(Opcodes.ATHROW);
    }
}
