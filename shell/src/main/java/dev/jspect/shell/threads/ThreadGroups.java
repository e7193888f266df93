// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts threads with identical stacks together: same calls, same state, waiting in the same way, whatever the objects. */
public final class ThreadGroups {
    /** No lambda: the first one costs a young JVM more than the whole dump. */
    private static final Comparator<Group> LARGEST_FIRST = new Comparator<>() {
        @Override
        public int compare(Group one, Group other) {
            return Integer.compare(other.threads().size(), one.threads().size());
        }
    };

    private ThreadGroups() {}

    /**
     * Threads that do the same.
     *
     * @param threads at least one, in the dump's order; the first stands for all
     */
    public record Group(List<ThreadSnapshot> threads) {
        public Group {
            threads = List.copyOf(threads);
        }

        /** Every name, those that count up as one: {@code http-nio-8080-exec-1..10}. */
        public List<String> names() {
            List<String> names = new ArrayList<>(threads.size());
            for (ThreadSnapshot thread : threads) {
                names.add(thread.name());
            }
            return NameRanges.of(names);
        }
    }

    /** The groups, largest first, groups of one size in the dump's order. */
    public static List<Group> of(List<ThreadSnapshot> threads) {
        Map<Integer, List<List<ThreadSnapshot>>> byHash = new HashMap<>();
        List<List<ThreadSnapshot>> inOrder = new ArrayList<>();
        for (ThreadSnapshot thread : threads) {
            List<List<ThreadSnapshot>> candidates = byHash.get(hash(thread));
            if (candidates == null) {
                candidates = new ArrayList<>(1);
                byHash.put(hash(thread), candidates);
            }
            List<ThreadSnapshot> same = find(candidates, thread);
            if (same == null) {
                same = new ArrayList<>();
                candidates.add(same);
                inOrder.add(same);
            }
            same.add(thread);
        }
        List<Group> groups = new ArrayList<>(inOrder.size());
        for (List<ThreadSnapshot> same : inOrder) {
            groups.add(new Group(same));
        }
        groups.sort(LARGEST_FIRST);
        return groups;
    }

    private static @Nullable List<ThreadSnapshot> find(List<List<ThreadSnapshot>> candidates, ThreadSnapshot thread) {
        for (List<ThreadSnapshot> candidate : candidates) {
            if (same(candidate.get(0), thread)) {
                return candidate;
            }
        }
        return null;
    }

    private static int hash(ThreadSnapshot thread) {
        int hash = thread.frames().size();
        for (StackFrame frame : thread.frames()) {
            hash = 31 * (31 * hash + frame.methodName().hashCode()) + frame.line();
        }
        return hash;
    }

    private static boolean same(ThreadSnapshot one, ThreadSnapshot other) {
        if (one.state() != other.state()
                || one.virtual() != other.virtual()
                || one.frames().size() != other.frames().size()
                || !Objects.equals(one.localsNotRead(), other.localsNotRead())
                || !sameWait(one.waitingOn(), other.waitingOn())) {
            return false;
        }
        for (int i = 0; i < one.frames().size(); i++) {
            if (!one.frames().get(i).sameCode(other.frames().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameWait(@Nullable AwaitedLock one, @Nullable AwaitedLock other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.kind() == other.kind() && Objects.equals(className(one), className(other));
    }

    private static @Nullable String className(AwaitedLock awaited) {
        return awaited.lock() == null ? null : awaited.lock().className();
    }
}
