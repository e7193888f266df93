// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.context;

import dev.jspect.protocol.CarriedValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What many applications carry with their threads, and the classes whose static fields hold it: one line each, to add more. What is not known here is shown
 * by the name of its field.
 */
public final class Carriers {
    private static final List<Carrier> KNOWN = List.of(
            // Logback's and others' adapters, which hold thread-locals themselves.
            new Carrier("MDC", "org.slf4j.MDC", true),
            new Carrier("MDC", "org.apache.logging.log4j.ThreadContext", true),
            new Carrier("MDC", "org.apache.log4j.MDC", true),
            new Carrier("MDC", "org.jboss.logmanager.MDC", true),
            new Carrier("trace context", "io.opentelemetry.context.ThreadLocalContextStorage", false),
            new Carrier("trace context", "io.opentelemetry.context.LazyStorage", true),
            new Carrier(
                    "trace context",
                    "io.opentelemetry.javaagent.shaded.io.opentelemetry.context.ThreadLocalContextStorage",
                    false),
            new Carrier(
                    "security context",
                    "org.springframework.security.core.context.ThreadLocalSecurityContextHolderStrategy",
                    false),
            new Carrier(
                    "security context",
                    "org.springframework.security.core.context.InheritableThreadLocalSecurityContextHolderStrategy",
                    false),
            new Carrier("request", "org.springframework.web.context.request.RequestContextHolder", false),
            new Carrier("locale", "org.springframework.context.i18n.LocaleContextHolder", false),
            new Carrier(
                    "transaction", "org.springframework.transaction.support.TransactionSynchronizationManager", false));

    /**
     * One of them.
     *
     * @param label what people call it
     * @param holder the class
     * @param indirect whether its static fields hold objects that hold the thread-locals
     */
    private record Carrier(String label, String holder, boolean indirect) {}

    private Carriers() {}

    /** Returns the classes whose static fields hold objects that hold thread-locals. */
    public static List<String> holders() {
        return KNOWN.stream().filter(Carrier::indirect).map(Carrier::holder).toList();
    }

    /** Returns what people call what the static fields of classes hold, by the classes' names. */
    public static Map<String, String> labels() {
        return KNOWN.stream().collect(Collectors.toMap(Carrier::holder, Carrier::label));
    }

    /** Returns what people call it; null for what is not known. */
    public static @Nullable String label(CarriedValue value) {
        for (Carrier carrier : KNOWN) {
            if (carrier.holder.equals(value.holder)) {
                return carrier.label;
            }
        }
        return null;
    }
}
