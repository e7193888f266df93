// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.context;

import dev.jspect.protocol.ThreadContext;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.values.DocumentIds;
import dev.jspect.shell.values.PlacedValues;
import java.util.List;

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
        PlacedValues placed = new PlacedValues(all);
        return shown.stream()
                .map(thread -> thread.with(thread.values.stream()
                        .map(carried -> carried.with(placed.of(carried.value)))
                        .toList()))
                .toList();
    }
}
