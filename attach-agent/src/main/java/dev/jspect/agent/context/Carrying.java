// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

import dev.jspect.agent.dispatch.ThreadFacts;
import dev.jspect.protocol.CarriedValue;
import dev.jspect.protocol.ContextRequest;
import dev.jspect.protocol.ThreadContext;
import dev.jspect.protocol.ValueTree;
import java.util.ArrayList;
import java.util.List;

/** Makes of what was read of threads what is told of them, within bounds. */
final class Carrying {
    /** A value is judged by its name: whether it is a secret. */
    private static final String NO_NAME = "redacted: no time to find its name";

    private static final String TASK = "task";

    private final ContextSource source;
    private final Names names;
    private final ContextValues values;
    /** Null when leaks are not asked for. */
    private final ClosedLoaders loaders;

    private final Allowance allowance;
    private final ContextRequest request;
    /** Of one thread. */
    private List<CarriedValue> told = new ArrayList<CarriedValue>();

    private int total;
    private int leaks;
    private long shallowBytes;

    Carrying(
            ContextSource source,
            Names names,
            ContextValues values,
            ClosedLoaders loaders,
            Allowance allowance,
            ContextRequest request) {
        this.source = source;
        this.names = names;
        this.values = values;
        this.loaders = loaders;
        this.allowance = allowance;
        this.request = request;
    }

    /**
     * Returns what is told of a thread.
     *
     * @param locals entries, as {@link LocalMap} has them
     * @param inheritable the same
     * @param changing whether they changed while they were read
     * @param scoped keys and values; null when it is not known
     * @param tasks what threads run; null when nobody asks
     */
    ThreadContext told(
            Thread thread,
            List<Object[]> locals,
            List<Object[]> inheritable,
            boolean changing,
            List<Object[]> scoped,
            ThreadTasks tasks) {
        told = new ArrayList<CarriedValue>();
        total = 0;
        leaks = 0;
        shallowBytes = 0;
        String name = ThreadFacts.name(thread);
        String group = ThreadFields.group(source, thread);
        String contextLoader = ThreadFields.contextLoader(source, thread);
        allowance.spend(name, group, contextLoader);
        tell(CarriedValue.LOCAL, locals);
        tell(CarriedValue.INHERITABLE, inheritable);
        if (scoped != null && loaders == null) {
            for (Object[] binding : scoped) {
                tell(CarriedValue.SCOPED, binding[0], binding[1], CarriedValue.NO_SIZE, null);
            }
        }
        if (tasks != null && loaders == null) {
            tellTask(thread, tasks);
        }
        return new ThreadContext(
                ThreadFields.id(source, thread),
                name,
                ThreadFields.isVirtual(thread),
                ThreadFields.isDaemon(source, thread),
                ThreadFields.isInterrupted(source, thread),
                group,
                contextLoader,
                total,
                changing,
                scoped == null,
                shallowBytes,
                leaks,
                told);
    }

    private void tellTask(Thread thread, ThreadTasks tasks) {
        Object task = tasks.of(thread);
        String unknown = task == null ? tasks.unknown(thread) : null;
        if (task != null || unknown != null) {
            String threadClass = thread.getClass().getName();
            allowance.spend(threadClass);
            told.add(new CarriedValue(
                    CarriedValue.TASK,
                    null,
                    null,
                    threadClass,
                    null,
                    CarriedValue.NO_SIZE,
                    null,
                    task == null
                            ? ValueTree.ofMissing(unknown, null, 0, ValueTree.NO_SIZE)
                            : values.readNamed(TASK, task)));
        }
    }

    private void tell(int kind, List<Object[]> entries) {
        for (Object[] entry : entries) {
            Object key = entry[0];
            Object value = entry[1];
            if (key == null && !LocalMap.isThere(entry)) {
                // It was on its way out.
                continue;
            }
            total++;
            if (loaders != null) {
                tellLeak(kind, key, value);
            } else if (told.size() < request.maxEntries && !allowance.isSpent()) {
                tell(kind, key, value, CarriedValue.NO_SIZE, null);
            }
        }
    }

    private void tellLeak(int kind, Object key, Object value) {
        long size = value == null ? 0 : source.sizeOf(value);
        shallowBytes += size;
        ClassLoader closed = loaders.keptBy(value);
        if (key != null && closed == null) {
            return;
        }
        leaks++;
        if (told.size() < request.maxEntries && !allowance.isSpent()) {
            tell(kind, key, value, size, closed);
        }
    }

    private void tell(int kind, Object key, Object value, long size, ClassLoader closed) {
        String[] name = key == null ? null : names.of(key);
        String holder = name == null ? null : name[0];
        String field = name == null ? null : name[1];
        String keyClass = key == null ? null : key.getClass().getName();
        String madeBy = madeBy(key);
        allowance.spend(holder, field, keyClass, madeBy);
        told.add(new CarriedValue(
                kind,
                holder,
                field,
                keyClass,
                madeBy,
                size,
                closed == null ? null : source.label(closed),
                name == null && key != null && value != null && names.mayHaveName(key)
                        ? ValueTree.ofMissing(NO_NAME, value.getClass().getName(), 0, ValueTree.NO_SIZE)
                        : values.readNamed(judgedBy(holder, field, keyClass, madeBy), value)));
    }

    /** Whatever says that it is a secret: {@code TokenHolder.CURRENT} does, and a key of class {@code PasswordLocal}. */
    private static String judgedBy(String holder, String field, String keyClass, String madeBy) {
        return simple(holder) + ' ' + (field == null ? "" : field) + ' ' + simple(keyClass) + ' ' + simple(madeBy);
    }

    /** Without the package, and what the JVM adds to the names of lambdas. */
    private static String simple(String className) {
        if (className == null) {
            return "";
        }
        int lambda = className.indexOf("$$");
        String name = lambda < 0 ? className : className.substring(0, lambda);
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }

    /** Of {@code ThreadLocal.withInitial}: its lambda is a class of whoever has made it. */
    private String madeBy(Object key) {
        if (key == null || !key.getClass().getName().equals("java.lang.ThreadLocal$SuppliedThreadLocal")) {
            return null;
        }
        Object supplier = source.object(key, key.getClass(), "supplier");
        return supplier == null ? null : supplier.getClass().getName();
    }
}
