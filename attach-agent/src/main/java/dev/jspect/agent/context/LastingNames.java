// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What keys are called that come again and again: each is looked for once, and all classes once a second at most. Keeps no key, and no class, of the
 * application's. For one thread.
 */
final class LastingNames implements Names {
    private static final long BETWEEN_LOOKS_NANOS = 1_000_000_000;
    private static final int MOST = 10_000;

    private final ContextSource source;
    private final List<String> holders;
    private final int millis;
    /** By {@code System.identityHashCode}: a key's own may be the application's. */
    private final Map<Integer, List<Known>> known = new HashMap<Integer, List<Known>>();

    private int count;
    private long looked;
    /** Of one capture; null where none was made for it yet. */
    private KeyNames fresh;

    private static final class Known {
        final WeakReference<Object> key;
        /** Null where it has none. */
        final String[] name;

        Known(Object key, String[] name) {
            this.key = new WeakReference<Object>(key);
            this.name = name;
        }
    }

    LastingNames(ContextSource source, List<String> holders, int millis) {
        this.source = source;
        this.holders = holders;
        this.millis = millis;
        looked = System.nanoTime() - BETWEEN_LOOKS_NANOS;
    }

    /** The capture is told: what was found for it is not kept. */
    void endCapture() {
        fresh = null;
    }

    @Override
    public String[] of(Object key) {
        Known found = find(key);
        if (found == null && mayLook()) {
            String[] name = fresh.of(key);
            if (name == null && !fresh.isComplete()) {
                return null;
            }
            found = add(key, name);
        }
        return found == null ? null : found.name;
    }

    @Override
    public boolean mayHaveName(Object key) {
        return find(key) == null;
    }

    private boolean mayLook() {
        if (fresh == null && System.nanoTime() - looked >= BETWEEN_LOOKS_NANOS) {
            fresh = new KeyNames(source, holders, new Allowance(millis));
            looked = System.nanoTime();
        }
        return fresh != null;
    }

    private Known find(Object key) {
        List<Known> same = known.get(System.identityHashCode(key));
        for (int i = 0; same != null && i < same.size(); i++) {
            if (same.get(i).key.get() == key) {
                return same.get(i);
            }
        }
        return null;
    }

    private Known add(Object key, String[] name) {
        if (count >= MOST) {
            forgetGone();
        }
        Known added = new Known(key, name);
        List<Known> same = known.get(System.identityHashCode(key));
        if (same == null) {
            same = new ArrayList<Known>(1);
            known.put(System.identityHashCode(key), same);
        }
        same.add(added);
        count++;
        return added;
    }

    /** All, where none is gone. */
    private void forgetGone() {
        int left = 0;
        for (Iterator<List<Known>> all = known.values().iterator(); all.hasNext(); ) {
            List<Known> same = all.next();
            for (int i = same.size() - 1; i >= 0; i--) {
                if (same.get(i).key.get() == null) {
                    same.remove(i);
                }
            }
            left += same.size();
            if (same.isEmpty()) {
                all.remove();
            }
        }
        if (left >= MOST) {
            known.clear();
            left = 0;
        }
        count = left;
    }
}
