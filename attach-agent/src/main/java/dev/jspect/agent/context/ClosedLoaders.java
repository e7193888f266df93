// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

import java.net.URLClassLoader;
import java.util.IdentityHashMap;

/** Finds out whether a value keeps a class loader that is closed, as that of an undeployed application: the classic leak. */
final class ClosedLoaders {
    private static final int MOST_OBJECTS = 200;
    private static final int DEPTH = 4;

    private final ContextSource source;
    private final IdentityHashMap<ClassLoader, Boolean> known = new IdentityHashMap<ClassLoader, Boolean>();

    ClosedLoaders(ContextSource source) {
        this.source = source;
    }

    /** Returns the loader that a value, or what it refers to, is of; null where there is none that is closed. */
    ClassLoader keptBy(Object value) {
        return search(value, DEPTH, new IdentityHashMap<Object, Object>());
    }

    private ClassLoader search(Object object, int depth, IdentityHashMap<Object, Object> seen) {
        if (object == null || seen.size() == MOST_OBJECTS || seen.put(object, object) != null) {
            return null;
        }
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
        for (Object next : source.references(object)[1]) {
            ClassLoader closed = search(next, depth - 1, seen);
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
