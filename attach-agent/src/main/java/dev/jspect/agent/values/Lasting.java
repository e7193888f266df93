// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import dev.jspect.protocol.ValueTree;

/** Which objects never change: those may be read later, as they are. All others must be read, or taken along, at once. */
public final class Lasting {
    private static final String[] NAMES = {
        "java.math.BigDecimal",
        "java.math.BigInteger",
        "java.util.UUID",
        "java.time.Duration",
        "java.time.Instant",
        "java.time.LocalDate",
        "java.time.LocalDateTime",
        "java.time.LocalTime",
        "java.time.OffsetDateTime",
        "java.time.OffsetTime",
        "java.time.Period",
        "java.time.Year",
        "java.time.YearMonth",
        "java.time.ZoneOffset",
        "java.time.ZoneRegion",
        "java.time.ZonedDateTime",
    };

    private static final ClassValue<Boolean> KNOWN = new ClassValue<Boolean>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            if (type.isEnum()
                    || (type.getSuperclass() != null && type.getSuperclass().isEnum())) {
                // Their constants are shown by their names, which stay.
                return true;
            }
            for (String name : NAMES) {
                if (type.getName().equals(name) && type.getClassLoader() == null) {
                    return true;
                }
            }
            return type == Byte.class || type == Short.class || type == Float.class || type == Class.class;
        }
    };

    private Lasting() {}

    /** Says whether what an object shows will be the same for ever; also of null, and of what was read already. */
    public static boolean is(Object value) {
        return isSimple(value) || KNOWN.get(value.getClass());
    }

    /** Says so of what is seen at once; false is no answer. */
    public static boolean isSimple(Object value) {
        return value == null
                || value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof Double
                || value instanceof Character
                || value instanceof ValueTree;
    }

    /** Says so of objects of a class, for those that are not seen at once. */
    static boolean isOf(Class<?> type) {
        return KNOWN.get(type);
    }
}
