// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

/** What became of a thread whose stack below Java was to be read. */
public final class StackSample {
    /** It did not run, or nobody asked; of its stack there is what could be read. */
    public static final int NOT_RUNNING = 0;
    /** It ran, and was read. */
    public static final int TAKEN = 1;
    /** It has ended. */
    public static final int ENDED = 2;
    /** It got no processor in time. */
    public static final int NOT_IN_TIME = 3;
    /** It blocks signals. */
    public static final int TAKES_NO_SIGNAL = 4;
    /** What the kernel tells of it cannot be read. */
    public static final int NOT_READ = 5;
    /** The application uses all signals. */
    public static final int NO_SIGNAL_FREE = 6;
    /** The kernel did not take the signal: too many are pending (RLIMIT_SIGPENDING of getrlimit(2)), or a filter of system calls is in the way. */
    public static final int NOT_SENT = 7;
    /** The target may not read its own memory, as one that is not dumpable (prctl(2)), or has no file descriptor left. */
    public static final int MEMORY_CLOSED = 8;
    /** A thread has not taken the signal of an earlier look yet: no other is sent until then. */
    public static final int EARLIER_LEFT = 9;

    /** Below its stack pointer a function may have something, too (System V ABI, AMD64, 3.2.2). */
    private static final int RED_ZONE = 128;

    private static final int STACK_POINTER = 7;

    /** How many registers there are. */
    public static final int REGISTERS = 17;

    /** What the kernel tells is shorter. */
    private static final int LONGEST_CALL = 256;

    /** Fewest bytes in a body. */
    static final int LEAST_LENGTH = Long.BYTES + 3 * Integer.BYTES;

    /** The operating system's number of the thread, as the target sees it. */
    public final long thread;
    /** One of the constants. */
    public final int outcome;
    /** As DWARF numbers those of AMD64, the last is where it goes on (System V ABI, figure 3.36); empty unless {@link #TAKEN}. */
    public final long[] registers;
    /** The system call that it waits in, as proc_pid_syscall(5) tells it; null unless that was asked for, and could be read. */
    public final String call;
    /** The stack: of one that was {@link #TAKEN} from {@link #start} on, of one that waits from where the {@link #call} says that it is; else empty. */
    public final byte[] stack;

    /** Each parameter as the field of its name. */
    public StackSample(long thread, int outcome, long[] registers, String call, byte[] stack) {
        this.thread = thread;
        this.outcome = outcome;
        this.registers = registers;
        this.call = call;
        this.stack = stack;
    }

    /** Returns the address of the first byte of the {@link #stack} of one that was {@link #TAKEN}. */
    public long start() {
        return registers[STACK_POINTER] - RED_ZONE;
    }

    /** Appends this to a body. */
    void writeTo(BodyWriter out) {
        out.writeLong(thread).writeInt(outcome).writeString(call).writeBytes(stack);
        for (long register : registers) {
            out.writeLong(register);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    static StackSample readFrom(BodyReader in) throws ProtocolException {
        long thread = in.readLong();
        int outcome = in.readInt();
        String call = in.readString();
        byte[] stack = in.readBytes();
        if (outcome < NOT_RUNNING
                || outcome > EARLIER_LEFT
                || stack == null
                || (call != null && call.length() > LONGEST_CALL)) {
            throw new ProtocolException("a stack with outcome " + outcome);
        }
        long[] registers = new long[outcome == TAKEN ? REGISTERS : 0];
        for (int i = 0; i < registers.length; i++) {
            registers[i] = in.readLong();
        }
        return new StackSample(thread, outcome, registers, call, stack);
    }
}
