// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.recording;

import dev.jspect.protocol.ContextCapture;
import dev.jspect.shell.natives.FrameNames;
import dev.jspect.shell.natives.NativeThreads;
import dev.jspect.shell.source.SourceLookup;
import dev.jspect.shell.threads.StackFrame;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.util.List;

/**
 * What was seen of a target at one moment.
 *
 * @param dump the threads with their local variables, those that may be shown
 * @param methods of the frames whose variables were read
 * @param context what the threads carried, read a moment later
 * @param natives the system calls that they waited in, read a moment later
 * @param notes what is not as it should be, for people
 */
public record Moment(
        ThreadDump dump, RecordedMethods methods, ContextCapture context, NativeThreads natives, List<String> notes) {
    public Moment {
        notes = List.copyOf(notes);
    }

    /** Returns the same with the lines of sources that are found here, where those of then are not known. */
    public Moment with(SourceLookup sources) {
        List<ThreadSnapshot> threads = dump.threads().stream()
                .map(thread -> thread.withFrames(thread.frames().stream()
                        .map(frame -> with(frame, sources))
                        .toList()))
                .toList();
        return new Moment(
                new ThreadDump(dump.takenAt(), dump.jvm(), threads, dump.deadlocks(), dump.truncated()),
                methods,
                context,
                natives,
                notes);
    }

    /** Returns the same with calls below Java as they are called here, where no name of then is known. */
    public Moment with(FrameNames names) {
        return new Moment(dump, methods, context, names.of(natives), notes);
    }

    private StackFrame with(StackFrame frame, SourceLookup sources) {
        var method = methods.of(frame);
        boolean known = frame.source() != null && !frame.source().differs();
        return known || method == null || frame.locals() == null
                ? frame
                : frame.withSource(sources.find(method, frame.line()));
    }
}
