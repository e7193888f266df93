// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.protocol.CarriedValue;
import dev.jspect.protocol.ThreadContext;
import dev.jspect.protocol.ValueTree;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContextFilterTest {
    private static final String STRING = "java.lang.String";

    private static ValueTree string(String text) {
        return ValueTree.ofString(text, STRING, 0, text.length(), null);
    }

    private static ThreadContext thread(CarriedValue... carried) {
        return new ThreadContext(1, "t", false, false, false, null, null, 1, false, List.of(carried));
    }

    private static CarriedValue carried(String holder, String field, ValueTree value) {
        return new CarriedValue(
                CarriedValue.LOCAL, holder, field, "java.lang.ThreadLocal", null, CarriedValue.NO_SIZE, null, value);
    }

    private static final ThreadContext MDC = thread(carried(
            "org.slf4j.MDC",
            "mdcAdapter.map",
            ValueTree.ofMembers(
                    ValueTree.MAP,
                    "java.util.HashMap",
                    1,
                    2,
                    List.of(
                            string("user"),
                            string("ann"),
                            string("count"),
                            ValueTree.ofPrimitive(ValueTree.INT, 3, null)),
                    null)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user=ann",
                "user = ann",
                "user==ann",
                "user == \"ann\"",
                "user='ann'",
                "count=3",
                "user",
                "MDC",
                "mdc"
            })
    void fits(String typed) {
        assertTrue(ContextFilter.parse(typed).fits(MDC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user=an", "User=ann", "ann", "user=", "count=3.0", "MDC=ann"})
    void doesNotFit(String typed) {
        assertFalse(ContextFilter.parse(typed).fits(MDC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=ann", " = ann", "user != ann", "user=\"ann", "user='"})
    void isRefused(String typed) {
        assertThrows(IllegalArgumentException.class, () -> ContextFilter.parse(typed));
    }

    /** Who guesses a password must not be told that it is right. */
    @Test
    void whatIsRedactedFitsNoValue() {
        ThreadContext thread =
                thread(carried("a.B", "PASSWORD", ValueTree.ofMissing("redacted", STRING, 0, ValueTree.NO_SIZE)));

        assertTrue(ContextFilter.parse("PASSWORD").fits(thread));
        assertFalse(ContextFilter.parse("PASSWORD=null").fits(thread));
        assertFalse(ContextFilter.parse("PASSWORD=redacted").fits(thread));
    }

    /** Nobody knows how the rest of it goes. */
    @Test
    void aTextThatIsCutFitsNoValue() {
        ThreadContext thread = thread(carried("a.B", "NAME", ValueTree.ofString("ann", STRING, 0, 30, "truncated")));

        assertFalse(ContextFilter.parse("NAME=ann").fits(thread));
    }

    @Test
    void namesAreShortAndWhole() {
        CarriedValue tenant = carried("com.shop.Tenant", "CURRENT", string("north"));

        assertEquals("Tenant.CURRENT", CarriedName.of(tenant));
        assertEquals("com.shop.Tenant.CURRENT", CarriedName.whole(tenant));
        assertEquals("MDC", CarriedName.of(MDC.values.get(0)));
        assertTrue(ContextFilter.parse("com.shop.Tenant.CURRENT=north").fits(thread(tenant)));
        assertTrue(ContextFilter.parse("tenant.current=north").fits(thread(tenant)));
    }
}
