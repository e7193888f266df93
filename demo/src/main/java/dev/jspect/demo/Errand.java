// SPDX-License-Identifier: Apache-2.0
package dev.jspect.demo;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What a thread works on, as services use to carry it along: for the log, for whoever is asked on whose behalf, and, from JDK 25 on, as a scoped value. */
final class Errand {
    private static final ThreadLocal<String> USER = new ThreadLocal<>();

    /** A {@code ScopedValue<String>}; null before JDK 25. */
    private static final @Nullable Object SCOPE = newScopedValue();

    private Errand() {}

    /** The current thread works on an order from now on. */
    static void begin(Order order) {
        MDC.put("order", String.valueOf(order.number()));
        MDC.put("user", order.customer());
        USER.set(order.customer());
    }

    /** It does not any more. */
    static void end() {
        MDC.clear();
        USER.remove();
    }

    /** Does something on behalf of a customer. */
    static void onBehalfOf(String customer, Runnable errand) {
        if (SCOPE == null) {
            errand.run();
            return;
        }
        try {
            // JEP 506; this is compiled for JDK 17.
            Method where = SCOPE.getClass().getMethod("where", SCOPE.getClass(), Object.class);
            Object carrier = where.invoke(null, SCOPE, customer);
            carrier.getClass().getMethod("run", Runnable.class).invoke(carrier, errand);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object newScopedValue() {
        if (Runtime.version().feature() < 25) {
            return null;
        }
        try {
            return Class.forName("java.lang.ScopedValue")
                    .getMethod("newInstance")
                    .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
