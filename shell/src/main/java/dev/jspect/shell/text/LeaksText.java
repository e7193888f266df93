// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.protocol.CarriedValue;
import dev.jspect.protocol.ThreadContext;
import dev.jspect.shell.context.CarriedName;
import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.values.ClassLabel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes what threads keep that nobody can use any more, and which threads carry most. */
public final class LeaksText {
    private static final int MOST_LEAKS = 50;
    private static final int MOST_THREADS = 20;

    private static final List<Columns.Column> LEAKS = List.of(
            new Columns.Column("BYTES", Kind.NUMBER, true, false),
            new Columns.Column("THREAD", Kind.THREAD_NAME, false, true),
            new Columns.Column("THREAD-LOCAL", Kind.TEXT, false, true),
            new Columns.Column("VALUE", Kind.CLASS_NAME, false, true),
            new Columns.Column("WHY", Kind.WARNING, false, true));

    private static final List<Columns.Column> THREADS = List.of(
            new Columns.Column("BYTES", Kind.NUMBER, true, false),
            new Columns.Column("THREAD-LOCALS", Kind.NUMBER, true, false),
            new Columns.Column("THREAD", Kind.THREAD_NAME, false, true));

    private record Leak(ThreadContext thread, CarriedValue value) {}

    private LeaksText() {}

    /** Writes both tables, the biggest first. */
    public static void write(StyledText out, List<ThreadContext> threads) throws IOException {
        List<Leak> leaks = new ArrayList<>();
        for (ThreadContext thread : threads) {
            thread.values.stream().filter(LeaksText::isLeak).forEach(value -> leaks.add(new Leak(thread, value)));
        }
        if (leaks.isEmpty()) {
            out.add("no thread-local whose key is gone, and none that keeps a closed class loader")
                    .endLine();
        } else {
            leaks.sort(Comparator.comparingLong((Leak leak) -> -leak.value.shallowBytes));
            Columns table = new Columns(LEAKS);
            for (Leak leak : leaks.subList(0, Math.min(MOST_LEAKS, leaks.size()))) {
                table.row(
                        Bytes.text(Math.max(0, leak.value.shallowBytes)),
                        leak.thread.name,
                        CarriedName.of(leak.value),
                        leak.value.value.className == null ? "" : ClassLabel.of(leak.value.value.className),
                        why(leak.value));
            }
            table.render(out);
            if (leaks.size() > MOST_LEAKS) {
                out.add(Kind.DIM, "... " + (leaks.size() - MOST_LEAKS) + " smaller ones; -j has all")
                        .endLine();
            }
        }
        out.endLine();
        Columns table = new Columns(THREADS);
        threads.stream()
                .filter(thread -> thread.total > 0)
                .sorted(Comparator.comparingLong((ThreadContext thread) -> -bytes(thread)))
                .limit(MOST_THREADS)
                .forEach(thread -> table.row(Bytes.text(bytes(thread)), String.valueOf(thread.total), thread.name));
        table.render(out);
    }

    /** Whether nobody can use it any more, or it keeps what should be gone. */
    public static boolean isLeak(CarriedValue value) {
        return value.isStale() || value.closedLoader != null;
    }

    private static String why(CarriedValue value) {
        return value.closedLoader == null ? "its key is gone" : "keeps the closed loader " + value.closedLoader;
    }

    private static long bytes(ThreadContext thread) {
        return thread.values.stream()
                .mapToLong(value -> Math.max(0, value.shallowBytes))
                .sum();
    }
}
