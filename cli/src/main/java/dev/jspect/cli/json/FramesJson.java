// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jspect.protocol.ThreadContext;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.context.CarriedByThreads;
import dev.jspect.shell.locals.FrameLocals;
import dev.jspect.shell.natives.Descriptor;
import dev.jspect.shell.natives.NativeFrame;
import dev.jspect.shell.natives.NativeStack;
import dev.jspect.shell.natives.NativeThreads;
import dev.jspect.shell.natives.SystemCall;
import dev.jspect.shell.source.SourceExcerpt;
import dev.jspect.shell.text.Beside;
import dev.jspect.shell.threads.AwaitedLock;
import dev.jspect.shell.threads.Deadlock;
import dev.jspect.shell.threads.HeldLock;
import dev.jspect.shell.threads.LockHolders;
import dev.jspect.shell.threads.LockRef;
import dev.jspect.shell.threads.StackFrame;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSnapshot;
import dev.jspect.shell.values.DocumentIds;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The document of {@code frames}. */
final class FramesJson {
    private final JsonGenerator json;
    private final LockHolders holders;

    private final ValueJson values;
    private final CarriedByThreads carried;
    private final NativeThreads natives;

    private FramesJson(JsonGenerator json, LockHolders holders, ValueJson values, Beside beside) {
        this.json = json;
        this.holders = holders;
        this.values = values;
        this.carried = beside.carried();
        this.natives = beside.natives();
    }

    static void write(JsonGenerator json, Looked target, ThreadDump dump, List<ThreadSnapshot> shown, Beside beside)
            throws IOException {
        json.writeObjectFieldStart("target");
        json.writeNumberField("pid", target.pid());
        json.writeStringField("name", target.name());
        json.writeStringField("javaVersion", target.javaVersion());
        json.writeEndObject();
        json.writeStringField("takenAt", dump.takenAt().toString());
        List<ValueTree> all = new ArrayList<>();
        for (ThreadSnapshot thread : shown) {
            thread.addValues(all);
            beside.carried().addValues(thread.id(), all);
        }
        FramesJson document =
                new FramesJson(json, new LockHolders(dump), new ValueJson(json, DocumentIds.of(all)), beside);
        json.writeArrayFieldStart("threads");
        for (ThreadSnapshot thread : shown) {
            document.thread(thread);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("deadlocks");
        for (Deadlock deadlock : dump.deadlocks()) {
            document.deadlock(deadlock);
        }
        json.writeEndArray();
    }

    private void thread(ThreadSnapshot thread) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", thread.id());
        json.writeStringField("name", thread.name());
        json.writeBooleanField("daemon", thread.daemon());
        json.writeBooleanField("virtual", thread.virtual());
        json.writeNumberField("priority", thread.priority());
        json.writeStringField(
                "state", thread.state() == null ? null : thread.state().name());
        number("cpuMs", thread.cpuMs());
        number("elapsedMs", thread.elapsedMs());
        number("osThreadId", thread.osThreadId());
        json.writeFieldName("waitingOn");
        waitingOn(thread.waitingOn());
        SystemCall call = natives.callOf(thread);
        if (call != null) {
            systemCall(json, call);
        }
        NativeStack stack = natives.stackOf(thread);
        if (stack != null) {
            calls(stack);
        }
        if (thread.blocker() != null) {
            json.writeFieldName("parkedFor");
            values.value(thread.blocker());
        }
        if (thread.framesLeftOut() > 0) {
            json.writeNumberField("framesLeftOut", thread.framesLeftOut());
        }
        if (thread.localsNotRead() != null) {
            json.writeStringField("localsNotRead", thread.localsNotRead());
        }
        json.writeArrayFieldStart("frames");
        for (StackFrame frame : thread.frames()) {
            frame(frame);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("synchronizers");
        for (HeldLock held : thread.synchronizers()) {
            lock(held.lock());
        }
        json.writeEndArray();
        ThreadContext context = carried.of(thread.id());
        if (context != null) {
            ContextJson.carries(json, context, values);
        }
        if (carried.notRead(thread.id()) != null) {
            json.writeStringField("carriesNotRead", carried.notRead(thread.id()));
        }
        json.writeEndObject();
    }

    /** Writes the frames of one thread alone. */
    static void frames(JsonGenerator json, ThreadSnapshot thread, ValueJson values) throws IOException {
        ThreadDump alone = new ThreadDump(Instant.EPOCH, "", List.of(thread), List.of(), false);
        FramesJson document = new FramesJson(json, new LockHolders(alone), values, Beside.NOTHING);
        json.writeArrayFieldStart("frames");
        for (StackFrame frame : thread.frames()) {
            document.frame(frame);
        }
        json.writeEndArray();
    }

    private void number(String name, @Nullable Number value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeFieldName(name);
            json.writeNumber(value.toString());
        }
    }

    private void calls(NativeStack stack) throws IOException {
        json.writeArrayFieldStart("nativeFrames");
        for (NativeFrame frame : stack.frames()) {
            json.writeStartObject();
            json.writeStringField("module", frame.module());
            json.writeStringField("buildId", frame.buildId());
            json.writeStringField("address", "0x" + Long.toHexString(frame.address()));
            json.writeStringField("symbol", frame.symbol());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (stack.ran()) {
            json.writeBooleanField("nativeFramesRan", true);
        }
        if (stack.cut() != null) {
            json.writeStringField("nativeFramesCut", stack.cut());
        }
    }

    /** Writes the system call that a thread waits in. */
    static void systemCall(JsonGenerator json, SystemCall call) throws IOException {
        json.writeObjectFieldStart("systemCall");
        json.writeStringField("name", call.name());
        json.writeArrayFieldStart("descriptors");
        for (Descriptor descriptor : call.descriptors()) {
            json.writeStartObject();
            json.writeNumberField("fd", descriptor.number());
            json.writeStringField("what", descriptor.what());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (call.more() > 0) {
            json.writeNumberField("more", call.more());
        }
        json.writeEndObject();
    }

    private void waitingOn(@Nullable AwaitedLock awaited) throws IOException {
        if (awaited == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("how", awaited.kind().name().toLowerCase(Locale.ROOT));
        json.writeFieldName("lock");
        lock(awaited.lock());
        json.writeFieldName("heldBy");
        holder(holders.holderOf(awaited));
        json.writeEndObject();
    }

    private void holder(@Nullable ThreadSnapshot holder) throws IOException {
        if (holder == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeNumberField("id", holder.id());
        json.writeStringField("name", holder.name());
        json.writeEndObject();
    }

    private void lock(@Nullable LockRef lock) throws IOException {
        if (lock == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("className", lock.className());
        json.writeStringField("address", lock.address() == null ? lock.identity() : lock.address());
        json.writeEndObject();
    }

    private void frame(StackFrame frame) throws IOException {
        json.writeStartObject();
        json.writeNumberField("depth", frame.depth());
        json.writeStringField("className", frame.className());
        json.writeStringField("methodName", frame.methodName());
        json.writeStringField("descriptor", frame.descriptor());
        json.writeStringField("file", frame.file());
        json.writeNumberField("line", frame.line());
        json.writeBooleanField("nativeMethod", frame.nativeMethod());
        json.writeArrayFieldStart("locked");
        for (HeldLock held : frame.locks()) {
            lock(held.lock());
        }
        json.writeEndArray();
        if (frame.bci() >= 0) {
            json.writeNumberField("bci", frame.bci());
        }
        FrameLocals locals = frame.locals();
        if (locals != null) {
            json.writeFieldName("locals");
            values.variables(locals.variables());
            if (locals.notCaptured() != null) {
                json.writeStringField("localsNotCaptured", locals.notCaptured());
            }
        }
        if (frame.source() != null) {
            source(frame.source());
        }
        json.writeEndObject();
    }

    private void source(SourceExcerpt source) throws IOException {
        if (source.differs()) {
            json.writeBooleanField("sourceDiffers", true);
            return;
        }
        json.writeObjectFieldStart("source");
        json.writeStringField("file", source.file());
        json.writeNumberField("line", source.line());
        lines("before", source.before());
        json.writeStringField("text", source.text());
        lines("after", source.after());
        json.writeEndObject();
    }

    private void lines(String name, List<String> lines) throws IOException {
        json.writeArrayFieldStart(name);
        for (String line : lines) {
            json.writeString(line);
        }
        json.writeEndArray();
    }

    private void deadlock(Deadlock deadlock) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("threads");
        for (Deadlock.Member member : deadlock.threads()) {
            json.writeStartObject();
            json.writeNumberField("id", member.id());
            json.writeStringField("name", member.name());
            json.writeFieldName("waitsFor");
            lock(member.waitsFor() == null ? null : member.waitsFor().lock());
            json.writeStringField("heldBy", member.heldBy());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
