// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.protocol.CarriedValue;
import dev.jspect.protocol.ThreadContext;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.context.CarriedName;
import dev.jspect.shell.context.Carriers;
import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.values.DocumentIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes what threads carry: a thread's name, and below it each thing that it carries.
 *
 * <pre>
 * "worker-1" #23, at OrderService.place
 *   task           = OrderTask{number=1017}
 *   MDC            = HashMap(2){"order"="1017", "user"="ann"}
 *   Tenant.CURRENT = Tenant{name="north"}
 *   Orders.NUMBER  = 1017 (scoped)
 * </pre>
 */
public final class ContextText {
    private static final int INDENT = 2;
    /** Of one name. */
    private static final int MOST_ALIKE = 5;

    private static final String USUAL_GROUP = "main";

    private final StyledText out;
    private final boolean all;
    private final Map<Long, String> places;
    private final Predicate<CarriedValue> wanted;
    private final ValueBlock values;

    /**
     * @param all whether what is the JDK's own is shown, too
     * @param places where threads are, by their ids
     * @param wanted what is shown in any case
     */
    public ContextText(
            StyledText out, boolean all, Map<Long, String> places, Predicate<CarriedValue> wanted, DocumentIds ids) {
        this.out = out;
        this.all = all;
        this.places = places;
        this.wanted = wanted;
        this.values = new ValueBlock(ids);
    }

    /** Writes threads; those that carry nothing worth showing in one line at the end. */
    public void write(List<ThreadContext> threads) throws IOException {
        List<ThreadContext> bare = new ArrayList<>();
        boolean first = true;
        for (ThreadContext thread : threads) {
            if (!all && isBare(thread) && !places.containsKey(thread.id)) {
                bare.add(thread);
            } else {
                if (!first) {
                    out.endLine();
                }
                write(thread);
                first = false;
            }
        }
        if (!bare.isEmpty()) {
            if (!first) {
                out.endLine();
            }
            out.add(
                            Kind.DIM,
                            bare.size() + (bare.size() == 1 ? " thread carries" : " threads carry")
                                    + " nothing but nulls, or what is the JDK's own; --all shows that")
                    .endLine();
        }
    }

    /** Whether there is nothing to say of a thread. */
    boolean isBare(ThreadContext thread) {
        return shown(thread).isEmpty() && !thread.changing && !thread.scopedUnknown && notTold(thread) == 0;
    }

    private static long notTold(ThreadContext thread) {
        return thread.total
                - thread.values.stream().filter(CarriedValue::isThreadLocal).count();
    }

    private void write(ThreadContext thread) throws IOException {
        out.addSafe(Kind.THREAD_NAME, SafeText.quoted(thread.name)).add(" ").add(Kind.NUMBER, "#" + thread.id);
        if (thread.virtual) {
            out.add(Kind.DIM, " virtual");
        }
        if (thread.interrupted) {
            out.add(Kind.WARNING, " interrupted");
        }
        if (thread.group != null && !thread.group.equals(USUAL_GROUP)) {
            out.add(Kind.DIM, ", group ").add(Kind.DIM, thread.group);
        }
        String place = places.get(thread.id);
        if (place != null) {
            out.add(", at ").add(Kind.METHOD_NAME, place);
        }
        out.endLine();
        carried(thread, INDENT);
    }

    /** Writes what one thread carries, a line each; nothing where that is nothing worth showing. */
    void carried(ThreadContext thread, int indent) throws IOException {
        List<CarriedValue> shown = shown(thread);
        int widest = ValueBlock.widest(shown.stream().map(CarriedName::of).toList());
        int alike = 0;
        for (int i = 0; i < shown.size(); i++) {
            alike = i > 0 && CarriedName.of(shown.get(i)).equals(CarriedName.of(shown.get(i - 1))) ? alike + 1 : 0;
            if (all || alike < MOST_ALIKE) {
                write(shown.get(i), widest, indent);
            } else if (i + 1 == shown.size()
                    || !CarriedName.of(shown.get(i)).equals(CarriedName.of(shown.get(i + 1)))) {
                out.padTo(indent)
                        .add(Kind.DIM, "... " + (alike + 1 - MOST_ALIKE) + " more of these; --all shows them")
                        .endLine();
            }
        }
        loader(thread, indent);
        rest(thread, shown.size(), indent);
    }

    private void write(CarriedValue value, int widest, int indent) throws IOException {
        out.padTo(indent);
        out.add(value.isStale() ? Kind.WARNING : Kind.TEXT, CarriedName.of(value));
        out.padTo(indent + widest).add(" = ");
        String mark = mark(value);
        if (mark != null) {
            out.add(Kind.DIM, mark).add(" ");
        }
        values.write(out, value.value, indent);
    }

    private static @Nullable String mark(CarriedValue value) {
        return switch (value.kind) {
            case CarriedValue.INHERITABLE -> "(inheritable)";
            case CarriedValue.SCOPED -> "(scoped)";
            default -> null;
        };
    }

    private void loader(ThreadContext thread, int indent) throws IOException {
        if (all) {
            out.padTo(indent)
                    .add(
                            Kind.DIM,
                            "context class loader: " + (thread.contextLoader == null ? "none" : thread.contextLoader))
                    .endLine();
        }
    }

    private void rest(ThreadContext thread, int shown, int indent) throws IOException {
        long notTold = notTold(thread);
        if (notTold > 0) {
            out.padTo(indent)
                    .add(Kind.WARNING, "... " + notTold + " more thread-locals, not read")
                    .endLine();
        }
        if (thread.scopedUnknown) {
            out.padTo(indent)
                    .add(Kind.WARNING, "the JVM does not tell at this moment which scoped values are bound")
                    .endLine();
        }
        if (thread.changing) {
            out.padTo(indent)
                    .add(
                            Kind.WARNING,
                            "its thread-locals changed while they were read: some may be missing, or be here twice")
                    .endLine();
        }
        int hidden = thread.values.size() - shown;
        if (hidden > 0) {
            long unset = thread.values.stream()
                    .filter(value -> isUnset(value) && !CarriedName.isOfJdk(value) && !wanted.test(value))
                    .count();
            String ofJdk = hidden > unset ? (hidden - unset) + " of the JDK's" : "";
            String nulls = unset > 0 ? unset + " that are null" : "";
            out.padTo(indent)
                    .add(Kind.DIM, "and " + ofJdk + (ofJdk.isEmpty() || nulls.isEmpty() ? "" : ", ") + nulls)
                    .endLine();
        }
    }

    /** The task, then what is known, then by name. */
    List<CarriedValue> shown(ThreadContext thread) {
        return thread.values.stream()
                .filter(value -> all || wanted.test(value) || !(CarriedName.isOfJdk(value) || isUnset(value)))
                .sorted(Comparator.comparing((CarriedValue value) -> value.kind != CarriedValue.TASK)
                        .thenComparing(value -> Carriers.label(value) == null)
                        .thenComparing(CarriedName::of))
                .toList();
    }

    /** Whoever has asked a thread-local once for what nobody has set has left a null. */
    private static boolean isUnset(CarriedValue value) {
        return value.value.kind == ValueTree.NULL && !value.isStale();
    }
}
