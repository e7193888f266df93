// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.locals.FrameLocals;
import dev.jspect.shell.source.SourceExcerpt;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One call on a thread's stack.
 *
 * @param depth 0 for the innermost call
 * @param className binary name with dots; for a hidden class with its suffix
 * @param descriptor the method's descriptor, null from thread dumps, which do not tell it
 * @param file the source file's name, or null if unknown
 * @param line 1-based, -1 if unknown
 * @param module the named module without its version, or null
 * @param loader the class loader's name where a dump gives it, or null
 * @param locks the locks taken by this call, innermost first
 * @param bci index into the bytecode: of the call in progress, but of the next instruction in the innermost frame; -1 if unknown
 * @param locals the local variables, or null where nobody asked for them
 * @param source what the source says here, or null where that was not asked for, or is not found
 */
public record StackFrame(
        int depth,
        String className,
        String methodName,
        @Nullable String descriptor,
        @Nullable String file,
        int line,
        boolean nativeMethod,
        @Nullable String module,
        @Nullable String loader,
        List<HeldLock> locks,
        int bci,
        @Nullable FrameLocals locals,
        @Nullable SourceExcerpt source) {
    public StackFrame {
        locks = List.copyOf(locks);
    }

    /** A frame as thread dumps tell it. */
    public StackFrame(
            int depth,
            String className,
            String methodName,
            @Nullable String descriptor,
            @Nullable String file,
            int line,
            boolean nativeMethod,
            @Nullable String module,
            @Nullable String loader,
            List<HeldLock> locks) {
        this(depth, className, methodName, descriptor, file, line, nativeMethod, module, loader, locks, -1, null, null);
    }

    /** Whether both stand at the same place of the code, whatever they lock. */
    public boolean sameCode(StackFrame other) {
        return line == other.line
                && nativeMethod == other.nativeMethod
                && methodName.equals(other.methodName)
                && className.equals(other.className);
    }

    StackFrame atDepth(int calls) {
        return new StackFrame(
                calls, className, methodName, descriptor, file, line, nativeMethod, module, loader, locks);
    }

    StackFrame withLocks(List<HeldLock> taken) {
        return new StackFrame(
                depth, className, methodName, descriptor, file, line, nativeMethod, module, loader, taken);
    }

    /** This frame with other values in the places of its variables' own. */
    public StackFrame withValues(UnaryOperator<ValueTree> other) {
        return locals == null
                ? this
                : new StackFrame(
                        depth,
                        className,
                        methodName,
                        descriptor,
                        file,
                        line,
                        nativeMethod,
                        module,
                        loader,
                        locks,
                        bci,
                        locals.withValues(other),
                        source);
    }

    /** This frame with what the source says here. */
    public StackFrame withSource(@Nullable SourceExcerpt found) {
        return new StackFrame(
                depth,
                className,
                methodName,
                descriptor,
                file,
                line,
                nativeMethod,
                module,
                loader,
                locks,
                bci,
                locals,
                found);
    }

    /** This frame with what only a capture of its local variables tells. */
    StackFrame withCapture(StackFrame captured) {
        return new StackFrame(
                depth,
                className,
                methodName,
                captured.descriptor,
                file,
                line,
                nativeMethod,
                module,
                loader,
                locks,
                captured.bci,
                captured.locals,
                captured.source);
    }
}
