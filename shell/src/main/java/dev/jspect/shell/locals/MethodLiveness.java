// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import dev.jspect.protocol.LocalVariable;
import dev.jspect.protocol.MethodFacts;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges the values that a JVM gave for a method's local variables, by the bytecode that it runs.
 *
 * <p>What is looked at is the state before an instruction; for a caller that is the call it is in. Whether a variable is
 * {@link Verdict#LIVE} is decided as HotSpot's {@code MethodLiveness} decides it, or more strictly. Nothing is shown on a
 * guess: whatever the code looks like, each answer but {@link Verdict#UNKNOWN} can be proved from it and from the variable
 * table, which is believed.
 *
 * <p>Without the exception table there is less to prove. A variable that is read again on a normal way is live all the
 * same. One that only a handler reads looks dead, and for what looks dead it is asked of the method as a whole, whatever
 * ways it takes, whether anything else is ever stored in its slot.
 *
 * <p>The work is done when first asked for, and once. For one thread.
 */
public final class MethodLiveness {
    private final MethodFacts method;
    private final boolean handlersKnown;
    private final @Nullable Bytecode code;
    private final @Nullable Flow flow;
    private final @Nullable Parameters parameters;
    private final @Nullable Nulls nulls;
    private final BitSet executed;
    // By lists, whose hashCode is there; that of a record the JVM makes first, for longer than all of this takes.
    /** By slot and kind. */
    private final Map<List<Object>, BitSet> live = new HashMap<>();

    /** By slot, name and descriptor. */
    private final Map<List<Object>, Judged> judged = new HashMap<>();

    private record Judged(Definitions definitions, BitSet foreign) {}

    private MethodLiveness(MethodFacts method, @Nullable List<Handler> handlers) {
        this.method = method;
        this.handlersKnown = handlers != null;
        this.code = method.code == null ? null : Bytecode.of(method.code);
        this.flow = code == null ? null : Flow.of(code, handlers == null ? List.of() : handlers);
        this.parameters = Parameters.of(method);
        this.nulls = code == null || flow == null || handlers == null ? null : new Nulls(code, flow, handlers);
        this.executed = flow == null ? new BitSet() : flow.reachable(single(0), new BitSet());
    }

    /**
     * Returns the judge of a method.
     *
     * @param handlers its exception table as {@link Handlers#find} gives it, or null where that is not known
     */
    public static MethodLiveness of(MethodFacts method, @Nullable List<Handler> handlers) {
        return new MethodLiveness(method, handlers);
    }

    /**
     * Judges the value that a variable has in a frame.
     *
     * @param variable an entry of the method's {@link MethodFacts#variables}
     * @param bci where the frame stands
     */
    public Verdict verdict(LocalVariable variable, int bci) {
        if (code == null || flow == null || parameters == null || !code.hasInstruction(bci)) {
            return Verdict.UNKNOWN;
        }
        Judged known = judged(code, flow, parameters, variable);
        Definitions definitions = known.definitions;
        boolean foreign = known.foreign.get(bci);
        boolean possible = definitions.allow(bci) && variable.coversBci(bci) && (!handlersKnown || executed.get(bci));
        if (!possible || (foreign && !definitions.areElsewhere())) {
            return Verdict.UNKNOWN;
        }
        boolean proved = !foreign && (handlersKnown || definitions.areAllOf(variable));
        if (live(code, flow, variable).get(bci)) {
            return proved || method.hasVariableTable ? Verdict.LIVE : Verdict.UNKNOWN;
        }
        return proved ? Verdict.HELD : Verdict.UNKNOWN;
    }

    /** Says whether it was found, with all handlers known, that the variable is not read again before it is written. */
    public boolean isDead(LocalVariable variable, int bci) {
        if (code == null || flow == null || parameters == null || !handlersKnown) {
            return false;
        }
        boolean typed = SlotAccess.kind(variable.descriptor) != ' ';
        return typed && executed.get(bci) && !live(code, flow, variable).get(bci);
    }

    /** Says whether the bytecode proves, with all handlers known, that a variable is null, whatever the JVM gives for it. */
    public boolean isNull(LocalVariable variable, int bci) {
        return code != null
                && nulls != null
                && parameters != null
                && code.hasInstruction(bci)
                && executed.get(bci)
                && SlotAccess.kind(variable.descriptor) == 'A'
                && !parameters.fill(variable.slot)
                && nulls.isCertain(variable.slot, bci);
    }

    /** Says whether the method has variables besides {@code this} and its parameters. */
    public boolean hasMoreThanParameters() {
        if (code == null || parameters == null) {
            return false;
        }
        for (int at = 0; at < code.length(); at = code.next(at)) {
            SlotAccess access = code.access(at);
            if (access != null && !parameters.fill(access.slot())) {
                return true;
            }
        }
        return false;
    }

    private Judged judged(Bytecode code, Flow flow, Parameters parameters, LocalVariable variable) {
        List<Object> key = List.of(variable.slot, variable.name, variable.descriptor);
        Judged known = judged.get(key);
        if (known == null) {
            Definitions definitions = new Definitions(method, code, parameters, variable);
            known = new Judged(definitions, definitions.foreign(flow, executed));
            judged.put(key, known);
        }
        return known;
    }

    /** The instructions before which the variable's slot is read again, as a value of its type. */
    private BitSet live(Bytecode code, Flow flow, LocalVariable variable) {
        char kind = SlotAccess.kind(variable.descriptor);
        List<Object> key = List.of(variable.slot, kind);
        BitSet known = live.get(key);
        if (known == null) {
            BitSet reads = new BitSet();
            BitSet stores = new BitSet();
            for (int at = 0; at < code.length(); at = code.next(at)) {
                SlotAccess access = code.access(at);
                reads.set(at, access != null && access.reads(variable.slot, kind));
                stores.set(at, access != null && access.overwrites(variable.slot, 1));
            }
            known = flow.reaching(reads, stores);
            live.put(key, known);
        }
        return known;
    }

    private static BitSet single(int at) {
        BitSet set = new BitSet();
        set.set(at);
        return set;
    }
}
