// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.shell.threads.AwaitedLock;
import dev.jspect.shell.threads.Deadlock;
import dev.jspect.shell.threads.HeldLock;
import dev.jspect.shell.threads.LockHolders;
import dev.jspect.shell.threads.LockRef;
import dev.jspect.shell.threads.StackFrame;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The document of {@code frames}. */
final class FramesJson {
    private final JsonGenerator json;
    private final LockHolders holders;

    private FramesJson(JsonGenerator json, LockHolders holders) {
        this.json = json;
        this.holders = holders;
    }

    static void write(JsonGenerator json, JvmProcess target, ThreadDump dump, List<ThreadSnapshot> shown)
            throws IOException {
        json.writeObjectFieldStart("target");
        json.writeNumberField("pid", target.pid());
        json.writeStringField("name", target.name());
        json.writeStringField("javaVersion", target.javaVersion());
        json.writeEndObject();
        json.writeStringField("takenAt", dump.takenAt().toString());
        FramesJson document = new FramesJson(json, new LockHolders(dump));
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
        json.writeEndObject();
    }

    private void number(String name, @Nullable Number value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeFieldName(name);
            json.writeNumber(value.toString());
        }
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
        json.writeEndObject();
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
