// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.context;

import dev.jspect.protocol.CarriedValue;
import dev.jspect.protocol.ThreadContext;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.values.DocumentIds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What several threads carry is written out once in a capture, where it comes first. Where only some of the threads are shown, or in another order, that may be
 * nowhere, or later: this puts it where it comes first then.
 */
public final class SharedValues {
    private final DocumentIds all;

    /**
     * @param threads those of the whole capture
     */
    public SharedValues(List<ThreadContext> threads) {
        this.all = DocumentIds.of(values(threads));
    }

    /** Returns all values of threads. */
    public static List<ValueTree> values(List<ThreadContext> threads) {
        return threads.stream()
                .flatMap(thread -> thread.values.stream())
                .map(carried -> carried.value)
                .toList();
    }

    /** Returns where the object that a value stands for is written out; the value itself when that is nowhere. */
    public ValueTree resolve(ValueTree value) {
        return value.kind == ValueTree.SEEN ? all.resolve(value) : value;
    }

    /** Returns threads of the capture, each object written out where it comes first among them. */
    public List<ThreadContext> of(List<ThreadContext> shown) {
        Set<Integer> written = new HashSet<>();
        List<ThreadContext> threads = new ArrayList<>();
        for (ThreadContext thread : shown) {
            List<CarriedValue> values = new ArrayList<>();
            for (CarriedValue carried : thread.values) {
                values.add(carried.with(placed(carried.value, written)));
            }
            threads.add(thread.with(values));
        }
        return threads;
    }

    private ValueTree placed(ValueTree value, Set<Integer> written) {
        ValueTree whole = resolve(value);
        if (whole.id > 0 && whole.kind != ValueTree.MISSING && !written.add(whole.id)) {
            return ValueTree.ofSeen(whole.className, whole.id);
        }
        List<ValueTree> members = new ArrayList<>();
        for (ValueTree member : whole.members) {
            members.add(placed(member, written));
        }
        return switch (whole.kind) {
            case ValueTree.OBJECT ->
                ValueTree.ofObject(whole.className, whole.id, whole.names, members, whole.notCaptured);
            case ValueTree.SEQUENCE, ValueTree.MAP ->
                ValueTree.ofMembers(whole.kind, whole.className, whole.id, whole.size, members, whole.notCaptured);
            default -> whole;
        };
    }
}
