// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** A call that has ended, or a line that was passed. */
public final class CallCapture {
    /** {@link WatchRequest#id}. */
    public final int watch;
    /** Its place in {@link WatchRequest#methods}, from 0. */
    public final int place;
    /** Which of the watch's events this is, from 1. */
    public final long number;
    /** When it began, in milliseconds since 1970. */
    public final long atMillis;
    /** How long it took. */
    public final long nanos;
    /** Whether it took less: its probes were linked meanwhile, as they are once. */
    public final boolean atMost;
    /** {@code Thread.getId}. */
    public final long threadId;
    /** {@code Thread.getName}. */
    public final String threadName;
    /** {@code this}, where there is one, and the arguments, as they were when it began; of a line the local variables. */
    public final List<ValueTree> arguments;
    /** What it returned; null when it is void, or threw. */
    public final ValueTree result;
    /** What it threw, as {@link ExceptionCapture#parts}; empty when it returned. */
    public final List<ThrownPart> thrown;
    /** In which of {@link WatchedMethod#returns} it returned; -1 where that is not told, or it threw. */
    public final int returnPlace;
    /** The local variables there. */
    public final List<ValueTree> locals;
    /** The stack when it began, the method itself first; empty where that is not wanted. */
    public final List<CallSite> stack;

    /** Each parameter as the field of its name. */
    public CallCapture(
            int watch,
            int place,
            long number,
            long atMillis,
            long nanos,
            boolean atMost,
            long threadId,
            String threadName,
            List<ValueTree> arguments,
            ValueTree result,
            List<ThrownPart> thrown,
            int returnPlace,
            List<ValueTree> locals,
            List<CallSite> stack) {
        this.watch = watch;
        this.place = place;
        this.number = number;
        this.atMillis = atMillis;
        this.nanos = nanos;
        this.atMost = atMost;
        this.threadId = threadId;
        this.threadName = threadName;
        this.arguments = arguments;
        this.result = result;
        this.thrown = thrown;
        this.returnPlace = returnPlace;
        this.locals = locals;
        this.stack = stack;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeInt(watch)
                .writeInt(place)
                .writeLong(number)
                .writeLong(atMillis)
                .writeLong(nanos)
                .writeBoolean(atMost);
        out.writeLong(threadId).writeString(threadName).writeInt(arguments.size());
        for (ValueTree argument : arguments) {
            argument.writeTo(out);
        }
        out.writeBoolean(result != null);
        if (result != null) {
            result.writeTo(out);
        }
        out.writeInt(thrown.size());
        for (ThrownPart part : thrown) {
            part.writeTo(out);
        }
        out.writeInt(returnPlace).writeInt(locals.size());
        for (ValueTree local : locals) {
            local.writeTo(out);
        }
        out.writeInt(stack.size());
        for (CallSite site : stack) {
            site.writeTo(out);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static CallCapture readFrom(BodyReader in) throws ProtocolException {
        int watch = in.readInt();
        int place = in.readInt();
        long number = in.readLong();
        long atMillis = in.readLong();
        long nanos = in.readLong();
        boolean atMost = in.readBoolean();
        long threadId = in.readLong();
        String threadName = in.readText();
        List<ValueTree> arguments = new ArrayList<ValueTree>();
        for (int count = in.readCount(1); count > 0; count--) {
            arguments.add(ValueTree.readFrom(in));
        }
        ValueTree result = in.readBoolean() ? ValueTree.readFrom(in) : null;
        List<ThrownPart> thrown = new ArrayList<ThrownPart>();
        for (int count = in.readCount(ThrownPart.LEAST_LENGTH); count > 0; count--) {
            thrown.add(ThrownPart.readFrom(in));
        }
        int returnPlace = in.readInt();
        List<ValueTree> locals = new ArrayList<ValueTree>();
        for (int count = in.readCount(1); count > 0; count--) {
            locals.add(ValueTree.readFrom(in));
        }
        List<CallSite> stack = new ArrayList<CallSite>();
        for (int count = in.readCount(CallSite.LEAST_LENGTH); count > 0; count--) {
            stack.add(CallSite.readFrom(in));
        }
        return new CallCapture(
                watch,
                place,
                number,
                atMillis,
                nanos,
                atMost,
                threadId,
                threadName,
                arguments,
                result,
                thrown,
                returnPlace,
                locals,
                stack);
    }
}
