// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.ProtocolException;
import dev.jspect.protocol.StackSample;
import dev.jspect.protocol.StacksCapture;
import dev.jspect.protocol.StacksRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Stacks below Java: of threads that run by the native library, which {@link NativeLibrary} must have loaded. */
final class NativeStacks {
    /** Its outcome, and its registers. */
    private static final int TOLD_OF_THREAD = 1 + StackSample.REGISTERS;

    private static final long NANOS_OF_MILLI = 1_000_000;
    private static final long[] NONE = {};
    private static final byte[] NOTHING = {};

    static {
        NativeLibrary.give(NativeStacks.class, NativeLibrary.STACKS);
    }

    private NativeStacks() {}

    /** Reads a request and carries it out. */
    static void read(BodyReader in, BodyWriter out) throws ProtocolException {
        StacksRequest wanted = StacksRequest.readFrom(in);
        List<StackSample> samples = new ArrayList<StackSample>(wanted.threads.size());
        int late = 0;
        if (wanted.running) {
            // Of all sessions: the signal is one of the whole process.
            synchronized (Doorway.lock()) {
                late = addRunning(wanted, samples);
            }
        } else {
            for (long thread : wanted.threads) {
                samples.add(WaitingStacks.read(thread, wanted.bytes));
            }
        }
        new StacksCapture(late, wanted.map ? WaitingStacks.map() : null, samples).writeTo(out);
    }

    private static int addRunning(StacksRequest wanted, List<StackSample> samples) {
        long[] threads = new long[wanted.threads.size()];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = wanted.threads.get(i);
        }
        long[] told = new long[threads.length * TOLD_OF_THREAD + 1];
        Object[] stacks = takeRunning(threads, wanted.bytes, wanted.waitMillis * NANOS_OF_MILLI, told);
        if (stacks == null) {
            throw new UnsupportedOperationException(
                    "stacks of threads that run are read on Linux and x86_64 only, and where there is memory for it");
        }
        for (int i = 0; i < threads.length; i++) {
            int first = i * TOLD_OF_THREAD;
            boolean taken = stacks[i] != null;
            samples.add(new StackSample(
                    threads[i],
                    (int) told[first],
                    taken ? Arrays.copyOfRange(told, first + 1, first + TOLD_OF_THREAD) : NONE,
                    null,
                    taken ? (byte[]) stacks[i] : NOTHING));
        }
        return (int) told[told.length - 1];
    }

    /** Does nothing: from now on there is something to {@link #end}. */
    static void begin() {}

    /** Ends what the looks of a session have begun; returns for how many threads the library stays. */
    static int end() {
        synchronized (Doorway.lock()) {
            return endRunning();
        }
    }

    /** Returns how many threads may still come to the library's code, which stays for them. */
    private static native int endRunning();

    /**
     * Returns bytes of stacks; null where there are none of a thread, and null for all where it cannot be done.
     *
     * @param told takes of each thread a constant of {@link StackSample} and its registers, and at the end how many threads may still come to the
     *     library's code, which stays for them
     */
    private static native Object[] takeRunning(long[] threads, int bytes, long waitNanos, long[] told);
}
