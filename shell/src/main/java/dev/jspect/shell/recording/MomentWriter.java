// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.recording;

import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.MethodFacts;
import dev.jspect.shell.locals.FrameLocals;
import dev.jspect.shell.locals.Variable;
import dev.jspect.shell.natives.Descriptor;
import dev.jspect.shell.natives.NativeFrame;
import dev.jspect.shell.natives.NativeThreads;
import dev.jspect.shell.natives.SystemCall;
import dev.jspect.shell.source.SourceExcerpt;
import dev.jspect.shell.threads.AwaitedLock;
import dev.jspect.shell.threads.Deadlock;
import dev.jspect.shell.threads.HeldLock;
import dev.jspect.shell.threads.LockRef;
import dev.jspect.shell.threads.StackFrame;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A moment as bytes, in the order of docs/RECORDING.md. */
public final class MomentWriter {
    private final BodyWriter out = new BodyWriter();

    private MomentWriter() {}

    /** Returns the bytes that {@link MomentReader#read} reads. */
    public static byte[] write(Moment moment) {
        MomentWriter writer = new MomentWriter();
        writer.dump(moment.dump());
        writer.methods(moment.methods());
        moment.context().writeTo(writer.out);
        writer.calls(moment.natives());
        writer.out.writeStrings(moment.notes());
        return writer.out.toByteArray();
    }

    private void dump(ThreadDump dump) {
        out.writeLong(dump.takenAt().toEpochMilli());
        out.writeString(dump.jvm()).writeBoolean(dump.truncated());
        out.writeInt(dump.threads().size());
        dump.threads().forEach(this::thread);
        out.writeInt(dump.deadlocks().size());
        for (Deadlock deadlock : dump.deadlocks()) {
            out.writeInt(deadlock.threads().size());
            deadlock.threads().forEach(this::member);
        }
    }

    private void member(Deadlock.Member member) {
        out.writeLong(member.id()).writeString(member.name());
        awaited(member.waitsFor());
        out.writeString(member.heldBy()).writeLong(member.heldById());
    }

    private void thread(ThreadSnapshot thread) {
        out.writeLong(thread.id()).writeString(thread.name());
        out.writeBoolean(thread.daemon()).writeBoolean(thread.virtual()).writeBoolean(thread.vm());
        out.writeInt(thread.priority());
        out.writeString(thread.state() == null ? null : thread.state().name());
        out.writeLong(thread.cpuMs() == null ? -1 : Math.round(thread.cpuMs() * 1e6));
        out.writeLong(thread.elapsedMs() == null ? -1 : thread.elapsedMs());
        out.writeLong(thread.osThreadId() == null ? -1 : thread.osThreadId());
        out.writeLong(thread.carrierId()).writeLong(thread.carriedId());
        awaited(thread.waitingOn());
        out.writeInt(thread.frames().size());
        thread.frames().forEach(this::frame);
        locks(thread.synchronizers());
        out.writeBoolean(thread.blocker() != null);
        if (thread.blocker() != null) {
            thread.blocker().writeTo(out);
        }
        out.writeInt(thread.framesLeftOut()).writeString(thread.localsNotRead());
    }

    private void awaited(@Nullable AwaitedLock awaited) {
        out.writeString(awaited == null ? null : awaited.kind().name());
        if (awaited != null) {
            out.writeBoolean(awaited.lock() != null);
            if (awaited.lock() != null) {
                lock(awaited.lock());
            }
            out.writeLong(awaited.ownerId());
        }
    }

    private void lock(LockRef lock) {
        out.writeString(lock.className()).writeString(lock.address()).writeString(lock.identity());
    }

    private void locks(List<HeldLock> locks) {
        out.writeInt(locks.size());
        for (HeldLock held : locks) {
            lock(held.lock());
            out.writeString(held.how().name());
        }
    }

    private void frame(StackFrame frame) {
        out.writeString(frame.className()).writeString(frame.methodName()).writeString(frame.descriptor());
        out.writeString(frame.file()).writeInt(frame.line()).writeBoolean(frame.nativeMethod());
        out.writeString(frame.module()).writeString(frame.loader());
        locks(frame.locks());
        out.writeInt(frame.bci());
        locals(frame.locals());
        source(frame.source());
    }

    private void locals(@Nullable FrameLocals locals) {
        out.writeBoolean(locals != null);
        if (locals != null) {
            out.writeString(locals.notCaptured()).writeInt(locals.variables().size());
            for (Variable variable : locals.variables()) {
                out.writeString(variable.name()).writeString(variable.type()).writeBoolean(variable.argument());
                out.writeString(variable.notCaptured());
                if (variable.value() != null) {
                    variable.value().writeTo(out);
                }
            }
        }
    }

    private void source(@Nullable SourceExcerpt source) {
        out.writeBoolean(source != null);
        if (source != null) {
            out.writeString(source.file()).writeInt(source.line()).writeBoolean(source.differs());
            out.writeStrings(source.before()).writeString(source.text()).writeStrings(source.after());
        }
    }

    private void methods(RecordedMethods methods) {
        List<MethodFacts> all = methods.all();
        out.writeInt(all.size());
        for (MethodFacts method : all) {
            method.writeTo(out);
            out.writeString(methods.hashOf(method));
        }
    }

    private void calls(NativeThreads natives) {
        out.writeInt(natives.calls().size());
        natives.calls().forEach((thread, call) -> {
            out.writeLong(thread);
            call(call);
        });
        out.writeInt(natives.stacks().size());
        natives.stacks().forEach((thread, stack) -> {
            out.writeLong(thread).writeInt(stack.frames().size());
            for (NativeFrame frame : stack.frames()) {
                out.writeString(frame.module()).writeString(frame.buildId());
                out.writeLong(frame.address()).writeString(frame.symbol());
            }
            out.writeString(stack.cut());
        });
    }

    private void call(SystemCall call) {
        out.writeString(call.name()).writeInt(call.descriptors().size());
        for (Descriptor descriptor : call.descriptors()) {
            out.writeInt(descriptor.number()).writeString(descriptor.what());
        }
        out.writeInt(call.more());
    }
}
