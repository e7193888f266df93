// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

import java.lang.ref.Reference;
import java.net.URLClassLoader;
import java.util.IdentityHashMap;

/** Finds out whether a value keeps a class loader that is closed, as that of an undeployed application: the classic leak. */
final class ClosedLoaders {
    /** From one value. */
    private static final int MOST_OBJECTS = 200;

    /** From all of them. */
    private static final int MOST_IN_ALL = 1_000_000;

    private static final int DEPTH = 4;

    private final ContextSource source;
    private final Allowance allowance;
    private int looked;
    private int notSearched;
    private final IdentityHashMap<ClassLoader, Boolean> known = new IdentityHashMap<ClassLoader, Boolean>();

    ClosedLoaders(ContextSource source, Allowance allowance) {
        this.source = source;
        this.allowance = allowance;
    }

    /** Returns how many values were not searched: there was no time for them. */
    int notSearched() {
        return notSearched;
    }

    /** Returns the loader that a value, or what it refers to, is of; null where there is none that is closed. */
    ClassLoader keptBy(Object value) {
        if (looked > MOST_IN_ALL || allowance.isOver()) {
            notSearched++;
            return null;
        }
        return search(value, DEPTH, new IdentityHashMap<Object, Object>());
    }

    private ClassLoader search(Object object, int depth, IdentityHashMap<Object, Object> seen) {
        if (object == null || seen.size() == MOST_OBJECTS || seen.put(object, object) != null) {
            return null;
        }
        looked++;
        ClassLoader own = object instanceof Class
                ? ((Class<?>) object).getClassLoader()
                : object instanceof ClassLoader
                        ? (ClassLoader) object
                        : object.getClass().getClassLoader();
        if (own != null && isClosed(own)) {
            return own;
        }
        if (depth == 0 || object instanceof Class || object instanceof ClassLoader || object instanceof String) {
            return null;
        }
        Object[][] references = source.references(object);
        for (int i = 0; i < references[1].length; i++) {
            // What a weak reference refers to is not kept by it: it is the usual remedy.
            boolean keeps = !(object instanceof Reference && "referent".equals(references[0][i]));
            ClassLoader closed = keeps ? search(references[1][i], depth - 1, seen) : null;
            if (closed != null) {
                return closed;
            }
        }
        return null;
    }

    private boolean isClosed(ClassLoader loader) {
        Boolean closed = known.get(loader);
        if (closed == null) {
            closed = loader instanceof URLClassLoader && isClosed((URLClassLoader) loader);
            known.put(loader, closed);
        }
        return closed;
    }

    private boolean isClosed(URLClassLoader loader) {
        try {
            return source.number(loader, URLClassLoader.class, "ucp.closed") != 0;
        } catch (NoSuchFieldError otherwiseKept) {
            return false;
        }
    }
}
