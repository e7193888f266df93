// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line about many threads: {@code 212 threads (8 virtual): 180 WAITING, 20 RUNNABLE, 12 TIMED_WAITING}. */
public final class StateSummary {
    private StateSummary() {}

    static void write(ThreadDump dump, List<ThreadSnapshot> shown, StyledText text) throws IOException {
        line(dump, shown, text);
        hidden(dump.threads().size() - dump.javaThreads().size() - vmThreads(shown), text);
    }

    private static int vmThreads(List<ThreadSnapshot> shown) {
        int count = 0;
        for (ThreadSnapshot thread : shown) {
            count += thread.vm() ? 1 : 0;
        }
        return count;
    }

    /** Writes the line. */
    public static void line(ThreadDump dump, List<ThreadSnapshot> shown, StyledText text) throws IOException {
        Map<Thread.State, Integer> counts = new EnumMap<>(Thread.State.class);
        int virtual = 0;
        int vm = 0;
        int carriers = 0;
        int unknown = 0;
        for (ThreadSnapshot thread : shown) {
            virtual += thread.virtual() ? 1 : 0;
            Thread.State state = thread.state();
            if (thread.vm()) {
                vm++;
            } else if (state != null) {
                counts.put(state, counts.getOrDefault(state, 0) + 1);
            } else if (thread.carriedId() != 0) {
                carriers++;
            } else {
                unknown++;
            }
        }
        int all = dump.javaThreads().size();
        text.add(Kind.HEADING, Integer.toString(shown.size()));
        if (shown.size() - vm != all) {
            text.add(" of ").add(Integer.toString(all));
        }
        text.add(all == 1 ? " thread" : " threads");
        if (virtual > 0) {
            text.add(" (").add(Integer.toString(virtual)).add(" virtual)");
        }
        String separator = ": ";
        Thread.State largest = largest(counts);
        while (largest != null) {
            count(text, separator, counts.getOrDefault(largest, 0), kind(largest), largest.name());
            counts.remove(largest);
            separator = ", ";
            largest = largest(counts);
        }
        separator = rest(text, separator, carriers, "carrying a virtual thread");
        separator = rest(text, separator, unknown, "of unknown state");
        rest(text, separator, vm, "of the VM");
        text.endLine();
    }

    private static void hidden(int vmThreads, StyledText text) throws IOException {
        if (vmThreads > 0) {
            text.add(Kind.DIM, Integer.toString(vmThreads)).add(Kind.DIM, " threads of the VM itself not shown");
            text.endLine();
        }
    }

    private static String rest(StyledText text, String separator, int count, String what) throws IOException {
        if (count == 0) {
            return separator;
        }
        count(text, separator, count, Kind.STATE_OTHER, what);
        return ", ";
    }

    private static void count(StyledText text, String separator, int count, Kind kind, String what) throws IOException {
        text.add(separator);
        if (!text.fits(what.length() + 6)) {
            text.endLine();
            text.padTo(2);
        }
        text.add(Integer.toString(count)).add(" ").add(kind, what);
    }

    private static Thread.@Nullable State largest(Map<Thread.State, Integer> counts) {
        Thread.State largest = null;
        int most = 0;
        for (Map.Entry<Thread.State, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > most) {
                largest = entry.getKey();
                most = entry.getValue();
            }
        }
        return largest;
    }

    /** How a state looks. */
    public static Kind kind(Thread.@Nullable State state) {
        if (state == Thread.State.RUNNABLE) {
            return Kind.STATE_RUNNING;
        }
        if (state == Thread.State.BLOCKED) {
            return Kind.STATE_BLOCKED;
        }
        if (state == Thread.State.WAITING) {
            return Kind.STATE_WAITING;
        }
        return state == Thread.State.TIMED_WAITING ? Kind.STATE_TIMED : Kind.STATE_OTHER;
    }
}
