// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.os.NativeStacks;
import dev.jspect.cli.os.WaitingThread;
import dev.jspect.protocol.StackSample;
import dev.jspect.protocol.StacksCapture;
import dev.jspect.protocol.StacksRequest;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.natives.NativeStack;
import dev.jspect.shell.natives.StackMemory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The calls below Java that the target looks for itself: those of threads that run, of which each is sent a signal whose handler copies its registers and its stack; and
 * those of threads that wait, where this user may not read the target's memory.
 */
final class TargetStacks {
    /** Of a stack: what the JVM's own threads take is deep. */
    private static final int BYTES = 96 << 10;
    /** The target has room for so many of them at once. */
    private static final int RUNNING_AT_ONCE = 16;

    private static final int WAITING_AT_ONCE = 32;

    /** Of the stack of a thread that waits: there are many of those. */
    private static final int WAITING_BYTES = 32 << 10;

    private static final int WAIT_MILLIS = 200;
    private static final String EARLIER_LEFT =
            "it ran, but was not looked at: a thread has not taken the signal of an earlier look yet";
    private static final long MOST_NANOS = 5_000_000_000L;

    private final Source source;

    /** Where they come from: a session in the target. */
    interface Source {
        /** Reads some. */
        StacksCapture stacks(StacksRequest wanted) throws TargetException;
    }

    TargetStacks(Source source) {
        this.source = source;
    }

    /** Has the target get ready: what it takes is not to come between the Java frames and those below; nor does it depend on whether one runs if it is allowed. */
    void prepare() throws TargetException {
        source.stacks(new StacksRequest(List.of(), true, false, 0, 0));
    }

    /**
     * Returns those of threads that ran, by the operating system's numbers as the target sees them.
     *
     * @param wanted among these numbers
     * @param stacks finds those that run, and unwinds them
     */
    Map<Long, NativeStack> running(Set<Long> wanted, NativeStacks stacks) throws TargetException {
        Map<Long, NativeStack> read = new HashMap<>();
        List<Long> numbers = stacks.running(wanted);
        numbers.forEach(number -> read.put(
                number,
                notRead("it ran, but was not looked at: others took too long, or the target had no memory for it")));
        long end = System.nanoTime() + MOST_NANOS;
        for (int first = 0; first < numbers.size(); first += RUNNING_AT_ONCE) {
            List<Long> some = numbers.subList(first, Math.min(numbers.size(), first + RUNNING_AT_ONCE));
            StacksCapture capture = read(new StacksRequest(some, true, false, BYTES, WAIT_MILLIS), first > 0);
            if (capture == null) {
                break;
            }
            for (StackSample sample : capture.samples) {
                String why = whyNot(sample.outcome);
                if (sample.outcome == StackSample.TAKEN) {
                    StackMemory stack = new StackMemory(sample.start(), sample.stack);
                    read.put(sample.thread, stacks.unwind(sample.registers, stack));
                } else if (why != null) {
                    read.put(sample.thread, notRead(why));
                } else {
                    read.remove(sample.thread);
                }
            }
            if (capture.late > 0) {
                List<Long> rest = numbers.subList(Math.min(numbers.size(), first + RUNNING_AT_ONCE), numbers.size());
                rest.forEach(number -> read.put(number, notRead(EARLIER_LEFT)));
            }
            if (capture.late > 0 || System.nanoTime() > end) {
                break;
            }
        }
        return read;
    }

    /** Returns null where it failed, and what was read before is kept. */
    private @Nullable StacksCapture read(StacksRequest request, boolean keepsWhatIsRead) throws TargetException {
        try {
            return source.stacks(request);
        } catch (TargetException e) {
            if (keepsWhatIsRead && e.kind() == TargetException.Kind.FAILED) {
                return null;
            }
            throw e;
        }
    }

    private static NativeStack notRead(String why) {
        return new NativeStack(List.of(), false, why);
    }

    /** Returns what the kernel tells the target of threads that wait, with copies of their stacks; by the same numbers. */
    Map<Long, WaitingThread> waiting(Set<Long> wanted) throws TargetException {
        Map<Long, WaitingThread> read = new HashMap<>();
        List<Long> numbers = List.copyOf(wanted);
        for (int first = 0; first < numbers.size(); first += WAITING_AT_ONCE) {
            List<Long> some = numbers.subList(first, Math.min(numbers.size(), first + WAITING_AT_ONCE));
            StacksCapture capture = read(new StacksRequest(some, false, false, WAITING_BYTES, 0), first > 0);
            if (capture == null) {
                break;
            }
            for (StackSample sample : capture.samples) {
                WaitingThread thread = WaitingThread.parse(sample.call, sample.stack);
                if (thread != null) {
                    read.put(sample.thread, thread);
                }
            }
        }
        return read;
    }

    /** Returns the map of the target's memory; null where it cannot read that either. */
    @Nullable
    String map() throws TargetException {
        return source.stacks(new StacksRequest(List.of(), false, true, 0, 0)).map;
    }

    /** Null of threads that did not run. */
    private static @Nullable String whyNot(int outcome) {
        return switch (outcome) {
            case StackSample.NOT_IN_TIME ->
                "it ran, but got no processor within " + WAIT_MILLIS + " ms to be looked at";
            case StackSample.TAKES_NO_SIGNAL -> "it ran, but cannot be looked at: it blocks signals";
            case StackSample.NOT_READ -> "whether it runs the target cannot tell: it may not read its own /proc";
            case StackSample.NO_SIGNAL_FREE -> "it ran, but cannot be looked at: the application uses all signals";
            case StackSample.NOT_SENT ->
                "it ran, but cannot be looked at: the kernel took no signal for it (too many are pending, or a filter forbids it)";
            case StackSample.MEMORY_CLOSED ->
                "it ran, but cannot be looked at: the target may not read its own memory, or has too many open files";
            case StackSample.EARLIER_LEFT -> EARLIER_LEFT;
            default -> null;
        };
    }
}
