// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.recording;

import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.ContextCapture;
import dev.jspect.protocol.MethodFacts;
import dev.jspect.protocol.ProtocolException;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.locals.FrameLocals;
import dev.jspect.shell.locals.Variable;
import dev.jspect.shell.natives.Descriptor;
import dev.jspect.shell.natives.NativeFrame;
import dev.jspect.shell.natives.NativeStack;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link MomentWriter} wrote, or what somebody else has made of it: whatever does not fit is refused. */
public final class MomentReader {
    /** A string's length, or a count, or a flag for each part. */
    private static final int LEAST = 4;

    private static final int LEAST_OF_FRAME = 40;
    private static final int LEAST_OF_THREAD = 60;

    private final BodyReader in;

    private MomentReader(byte[] bytes) {
        in = new BodyReader(bytes);
    }

    /**
     * Reads a moment.
     *
     * @throws ProtocolException when it is none
     */
    public static Moment read(byte[] bytes) throws ProtocolException {
        MomentReader reader = new MomentReader(bytes);
        Moment moment = new Moment(
                reader.dump(),
                reader.methods(),
                ContextCapture.readFrom(reader.in),
                reader.calls(),
                reader.in.readStrings());
        reader.in.end();
        return moment;
    }

    private ThreadDump dump() throws ProtocolException {
        Instant takenAt = Instant.ofEpochMilli(in.readLong());
        String jvm = in.readText();
        boolean truncated = in.readBoolean();
        int count = in.readCount(LEAST_OF_THREAD);
        List<ThreadSnapshot> threads = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            threads.add(thread());
        }
        List<Deadlock> deadlocks = new ArrayList<>();
        for (int left = in.readCount(LEAST); left > 0; left--) {
            List<Deadlock.Member> members = new ArrayList<>();
            for (int more = in.readCount(LEAST); more > 0; more--) {
                members.add(
                        new Deadlock.Member(in.readLong(), in.readText(), awaited(), in.readString(), in.readLong()));
            }
            deadlocks.add(new Deadlock(members));
        }
        return new ThreadDump(takenAt, jvm, threads, deadlocks, truncated);
    }

    private ThreadSnapshot thread() throws ProtocolException {
        long id = in.readLong();
        String name = in.readText();
        boolean daemon = in.readBoolean();
        boolean virtual = in.readBoolean();
        boolean vm = in.readBoolean();
        int priority = in.readInt();
        Thread.State state = one(Thread.State.class);
        long cpuNanos = in.readLong();
        long elapsedMs = in.readLong();
        long osThreadId = in.readLong();
        long carrierId = in.readLong();
        long carriedId = in.readLong();
        AwaitedLock awaited = awaited();
        int count = in.readCount(LEAST_OF_FRAME);
        List<StackFrame> frames = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            frames.add(frame(i));
        }
        List<HeldLock> synchronizers = locks();
        ValueTree blocker = in.readBoolean() ? ValueTree.readFrom(in) : null;
        return new ThreadSnapshot(
                id,
                name,
                daemon,
                virtual,
                vm,
                priority,
                state,
                cpuNanos < 0 ? null : Double.valueOf(cpuNanos / 1e6),
                elapsedMs < 0 ? null : Long.valueOf(elapsedMs),
                osThreadId < 0 ? null : Long.valueOf(osThreadId),
                carrierId,
                carriedId,
                awaited,
                frames,
                synchronizers,
                blocker,
                in.readInt(),
                in.readString());
    }

    /** Reads which one of several; null for none. */
    private <T extends Enum<T>> @Nullable T one(Class<T> type) throws ProtocolException {
        String name = in.readString();
        try {
            return name == null ? null : Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("no " + type.getSimpleName() + " is called " + name);
        }
    }

    private @Nullable AwaitedLock awaited() throws ProtocolException {
        AwaitedLock.Kind kind = one(AwaitedLock.Kind.class);
        if (kind == null) {
            return null;
        }
        LockRef lock = in.readBoolean() ? lock() : null;
        return new AwaitedLock(kind, lock, in.readLong());
    }

    private LockRef lock() throws ProtocolException {
        return new LockRef(in.readText(), in.readString(), in.readString());
    }

    private List<HeldLock> locks() throws ProtocolException {
        List<HeldLock> locks = new ArrayList<>();
        for (int left = in.readCount(LEAST); left > 0; left--) {
            LockRef lock = lock();
            HeldLock.How how = one(HeldLock.How.class);
            if (how == null) {
                throw new ProtocolException("a lock that is not held");
            }
            locks.add(new HeldLock(lock, how));
        }
        return locks;
    }

    private StackFrame frame(int depth) throws ProtocolException {
        return new StackFrame(
                depth,
                in.readText(),
                in.readText(),
                in.readString(),
                in.readString(),
                in.readInt(),
                in.readBoolean(),
                in.readString(),
                in.readString(),
                locks(),
                in.readInt(),
                locals(),
                source());
    }

    private @Nullable FrameLocals locals() throws ProtocolException {
        if (!in.readBoolean()) {
            return null;
        }
        String notCaptured = in.readString();
        List<Variable> variables = new ArrayList<>();
        for (int left = in.readCount(LEAST); left > 0; left--) {
            String name = in.readText();
            String type = in.readText();
            boolean argument = in.readBoolean();
            String reason = in.readString();
            variables.add(new Variable(name, type, argument, reason == null ? ValueTree.readFrom(in) : null, reason));
        }
        return new FrameLocals(variables, notCaptured);
    }

    private @Nullable SourceExcerpt source() throws ProtocolException {
        return in.readBoolean()
                ? new SourceExcerpt(
                        in.readText(),
                        in.readInt(),
                        in.readBoolean(),
                        in.readStrings(),
                        in.readText(),
                        in.readStrings())
                : null;
    }

    private RecordedMethods methods() throws ProtocolException {
        List<MethodFacts> methods = new ArrayList<>();
        List<@Nullable String> hashes = new ArrayList<>();
        for (int left = in.readCount(LEAST); left > 0; left--) {
            methods.add(MethodFacts.readFrom(in));
            hashes.add(in.readString());
        }
        return new RecordedMethods(methods, hashes);
    }

    private Map<Long, NativeStack> stacks() throws ProtocolException {
        Map<Long, NativeStack> stacks = new HashMap<>();
        for (int left = in.readCount(LEAST); left > 0; left--) {
            long thread = in.readLong();
            List<NativeFrame> frames = new ArrayList<>();
            for (int more = in.readCount(LEAST); more > 0; more--) {
                frames.add(new NativeFrame(in.readText(), in.readString(), in.readLong(), in.readString()));
            }
            stacks.put(thread, new NativeStack(frames, false, in.readString()));
        }
        return stacks;
    }

    private NativeThreads calls() throws ProtocolException {
        Map<Long, SystemCall> calls = new HashMap<>();
        for (int left = in.readCount(LEAST); left > 0; left--) {
            long thread = in.readLong();
            String name = in.readText();
            List<Descriptor> descriptors = new ArrayList<>();
            for (int more = in.readCount(LEAST); more > 0; more--) {
                descriptors.add(new Descriptor(in.readInt(), in.readString()));
            }
            calls.put(thread, new SystemCall(name, descriptors, in.readInt()));
        }
        return new NativeThreads(calls, stacks());
    }
}
