// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.context;

import dev.jspect.protocol.CarriedValue;
import dev.jspect.shell.values.ClassLabel;
import dev.jspect.shell.values.JdkClasses;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a thing that a thread carries is called. */
public final class CarriedName {
    private static final Set<String> PLAIN_KEYS = Set.of(
            "java.lang.ThreadLocal",
            "java.lang.ThreadLocal$SuppliedThreadLocal",
            "java.lang.InheritableThreadLocal",
            "java.lang.ScopedValue");
    private static final String LAMBDA = "$$Lambda";

    private CarriedName() {}

    /** Returns a short name: {@code MDC}, {@code Tenant.CURRENT}, {@code ThreadLocal of Orders}. */
    public static String of(CarriedValue value) {
        String label = Carriers.label(value);
        if (label != null) {
            return label;
        }
        if (value.kind == CarriedValue.TASK) {
            return "task";
        }
        if (value.holder != null) {
            return ClassLabel.of(value.holder) + "." + value.field;
        }
        if (value.isStale()) {
            return "(key is gone)";
        }
        String maker = maker(value);
        return maker == null ? ClassLabel.of(value.keyClass) : "ThreadLocal of " + ClassLabel.of(maker);
    }

    /** Returns the whole name, {@code com.shop.Tenant.CURRENT}; null where no field was found. */
    public static @Nullable String whole(CarriedValue value) {
        return value.holder == null ? null : value.holder + "." + value.field;
    }

    /** Whether it is the JDK's own: that is of no interest most times. */
    public static boolean isOfJdk(CarriedValue value) {
        if (value.isStale() || value.kind == CarriedValue.TASK) {
            return false;
        }
        if (value.holder != null) {
            return isJdks(value.holder);
        }
        String maker = maker(value);
        return PLAIN_KEYS.contains(value.keyClass) ? maker != null && isJdks(maker) : isJdks(value.keyClass);
    }

    /** The class that a lambda was written in. */
    private static @Nullable String maker(CarriedValue value) {
        if (value.madeBy == null) {
            return null;
        }
        int lambda = value.madeBy.indexOf(LAMBDA);
        return lambda < 0 ? value.madeBy : value.madeBy.substring(0, lambda);
    }

    /** Application servers and frameworks have classes in packages of javax, too. */
    private static boolean isJdks(String className) {
        return JdkClasses.has(className) && !className.startsWith("javax.");
    }
}
