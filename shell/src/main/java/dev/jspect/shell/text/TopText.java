// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.shell.natives.ThreadLoad;
import dev.jspect.shell.threads.ThreadSelector;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A line for each thread, by what it does: the share of a CPU that it takes, where it is, what it waits in. */
public final class TopText {
    private static final List<Columns.Column> COLUMNS = List.of(
            new Columns.Column("CPU", Style.Kind.NUMBER, true, false),
            new Columns.Column("TIME", Style.Kind.TEXT, true, false),
            new Columns.Column("ID", Style.Kind.NUMBER, true, false),
            new Columns.Column("NAME", Style.Kind.THREAD_NAME, false, true),
            new Columns.Column("STATE", Style.Kind.TEXT, false, false),
            new Columns.Column("IN", Style.Kind.METHOD_NAME, false, true),
            new Columns.Column("WAITS IN", Style.Kind.TEXT, false, true));

    private TopText() {}

    /** What comes first. */
    public enum Order {
        /** Those that take most. */
        CPU,
        /** Those that have taken most since they began. */
        TIME,
        /** By their names. */
        NAME,
        /** By their numbers. */
        ID,
        /** By their states, and then by what they take. */
        STATE
    }

    private static Comparator<ThreadLoad> comparator(Order order) {
        Comparator<ThreadLoad> byCpu = Comparator.comparingDouble(load -> -load.cpu());
        Comparator<ThreadLoad> byTime = Comparator.comparingLong(load -> -load.cpuNanos());
        return switch (order) {
            case CPU -> byCpu.thenComparing(byTime);
            case TIME -> byTime;
            case NAME -> Comparator.comparing(ThreadLoad::name);
            case ID -> Comparator.comparingLong(TopText::id);
            case STATE -> Comparator.comparing(TopText::state).thenComparing(byCpu);
        };
    }

    private static long id(ThreadLoad load) {
        return load.thread() == null || load.thread().id() == 0
                ? Long.MAX_VALUE
                : load.thread().id();
    }

    /**
     * Returns some of the threads in order.
     *
     * @param selectors as {@link ThreadSelector} has them; none for all
     */
    public static List<ThreadLoad> chosen(List<ThreadLoad> threads, List<String> selectors, Order order) {
        return threads.stream()
                .filter(load -> selectors.isEmpty()
                        || selectors.stream()
                                .anyMatch(selector -> ThreadSelector.fits(
                                        selector,
                                        load.thread() == null
                                                ? 0
                                                : load.thread().id(),
                                        load.name())))
                .sorted(comparator(order).thenComparingLong(ThreadLoad::osThreadId))
                .toList();
    }

    /** Writes a table of threads. */
    public static void write(StyledText out, List<ThreadLoad> threads) throws IOException {
        Columns table = new Columns(COLUMNS);
        for (ThreadLoad load : threads) {
            ThreadSnapshot thread = load.thread();
            table.row(
                    percent(load.cpu()),
                    Durations.ofMillis(load.cpuNanos() / 1e6),
                    thread == null || thread.id() == 0 ? null : "#" + thread.id(),
                    load.name(),
                    state(load),
                    load.place(),
                    load.call() == null ? null : load.call().toString());
        }
        table.render(out);
    }

    /** Of one CPU. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private static String state(ThreadLoad load) {
        ThreadSnapshot thread = load.thread();
        if (thread == null || thread.vm()) {
            return thread == null ? "native" : "VM";
        }
        return thread.state() == null ? "-" : thread.state().name();
    }
}
