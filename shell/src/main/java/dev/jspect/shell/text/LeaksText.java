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
        long found = 0;
        for (ThreadContext thread : threads) {
            thread.values.forEach(value -> leaks.add(new Leak(thread, value)));
            found += thread.leaks;
        }
        if (found == 0) {
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
            long others = found - Math.min(MOST_LEAKS, leaks.size());
            if (others > 0) {
                out.add(Kind.DIM, "... " + others + " more; -j has " + (leaks.size() == found ? "all" : leaks.size()))
                        .endLine();
            }
        }
        out.endLine();
        Columns table = new Columns(THREADS);
        threads.stream()
                .filter(thread -> thread.total > 0)
                .sorted(Comparator.comparingLong((ThreadContext thread) -> -thread.shallowBytes))
                .limit(MOST_THREADS)
                .forEach(thread ->
                        table.row(Bytes.text(thread.shallowBytes), String.valueOf(thread.total), thread.name));
        table.render(out);
    }

    private static String why(CarriedValue value) {
        return value.closedLoader == null ? "its key is gone" : "keeps the closed loader " + value.closedLoader;
    }
}
