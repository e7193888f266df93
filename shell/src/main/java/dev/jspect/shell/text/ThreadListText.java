// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.shell.natives.NativeThreads;
import dev.jspect.shell.natives.SystemCall;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadPlaces;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A line for each thread: where it is in the application's code, and what it waits in. */
public final class ThreadListText {
    private static final List<Columns.Column> COLUMNS = List.of(
            new Columns.Column("ID", Style.Kind.NUMBER, true, false),
            new Columns.Column("NAME", Style.Kind.THREAD_NAME, false, true),
            new Columns.Column("STATE", Style.Kind.TEXT, false, false),
            new Columns.Column("CPU", Style.Kind.TEXT, true, false),
            new Columns.Column("IN", Style.Kind.METHOD_NAME, false, true),
            new Columns.Column("WAITS IN", Style.Kind.TEXT, false, true));

    private ThreadListText() {}

    /** Writes it, in the order of the threads. */
    public static void write(StyledText out, List<ThreadSnapshot> threads, NativeThreads natives) throws IOException {
        Map<Long, String> places = ThreadPlaces.of(new ThreadDump(Instant.EPOCH, "", threads, List.of(), false));
        Columns table = new Columns(COLUMNS);
        for (ThreadSnapshot thread : threads) {
            SystemCall call = natives.callOf(thread);
            table.row(
                    "#" + thread.id(),
                    thread.name(),
                    thread.state() == null ? null : thread.state().name(),
                    thread.cpuMs() == null ? null : Durations.ofMillis(thread.cpuMs()),
                    places.get(thread.id()),
                    call == null ? null : call.toString());
        }
        table.render(out);
    }
}
