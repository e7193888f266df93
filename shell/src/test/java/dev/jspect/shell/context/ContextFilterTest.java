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
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContextFilterTest {
    private static final String STRING = "java.lang.String";

    private static ValueTree string(String text) {
        return ValueTree.ofString(text, STRING, 0, text.length(), null);
    }

    private static ThreadContext thread(CarriedValue... carried) {
        return new ThreadContext(1, "t", false, false, false, null, null, 1, false, false, 0, 0, List.of(carried));
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
        assertTrue(ContextFilter.parse(typed).fits(MDC, UnaryOperator.identity()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user=an", "User=ann", "ann", "user=", "count=3.0", "MDC=ann"})
    void doesNotFit(String typed) {
        assertFalse(ContextFilter.parse(typed).fits(MDC, UnaryOperator.identity()));
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

        assertTrue(ContextFilter.parse("PASSWORD").fits(thread, UnaryOperator.identity()));
        assertFalse(ContextFilter.parse("PASSWORD=null").fits(thread, UnaryOperator.identity()));
        assertFalse(ContextFilter.parse("PASSWORD=redacted").fits(thread, UnaryOperator.identity()));
    }

    /** Nobody knows how the rest of it goes. */
    @Test
    void aTextThatIsCutFitsNoValue() {
        ThreadContext thread = thread(carried("a.B", "NAME", ValueTree.ofString("ann", STRING, 0, 30, "truncated")));

        assertFalse(ContextFilter.parse("NAME=ann").fits(thread, UnaryOperator.identity()));
    }

    @Test
    void namesAreShortAndWhole() {
        CarriedValue tenant = carried("com.shop.Tenant", "CURRENT", string("north"));

        assertEquals("Tenant.CURRENT", CarriedName.of(tenant));
        assertEquals("com.shop.Tenant.CURRENT", CarriedName.whole(tenant));
        assertEquals("MDC", CarriedName.of(MDC.values.get(0)));
        assertTrue(ContextFilter.parse("com.shop.Tenant.CURRENT=north").fits(thread(tenant), UnaryOperator.identity()));
        assertTrue(ContextFilter.parse("tenant.current=north").fits(thread(tenant), UnaryOperator.identity()));
    }

    /** The second thread's is written out at the first one. */
    @Test
    void whatThreadsShareIsFoundInEach() {
        ValueTree tenant = ValueTree.ofObject("a.Tenant", 7, List.of("name"), List.of(string("north")), null);
        ThreadContext first = thread(carried("a.B", "TENANT", tenant));
        ThreadContext second = thread(carried("a.B", "TENANT", ValueTree.ofSeen("a.Tenant", 7)));
        SharedValues shared = new SharedValues(List.of(first, second));

        assertTrue(ContextFilter.parse("name=north").fits(second, shared::resolve));
        ValueTree alone = shared.of(List.of(second)).get(0).values.get(0).value;
        assertEquals(ValueTree.OBJECT, alone.kind);
        assertEquals("north", alone.members.get(0).text);
        List<ThreadContext> turned = shared.of(List.of(second, first));
        assertEquals(ValueTree.OBJECT, turned.get(0).values.get(0).value.kind);
        assertEquals(ValueTree.SEEN, turned.get(1).values.get(0).value.kind);
    }

    @Test
    void prunesAsIfItHadNotBeenRead() {
        ValueTree inner = ValueTree.ofObject("a.In", 2, List.of("x"), List.of(string("deep")), null);
        ValueTree outer = ValueTree.ofObject("a.Out", 1, List.of("in", "n"), List.of(inner, string("n")), null);

        ValueTree pruned = Pruned.of(outer, 1, 1);

        assertEquals(List.of("in"), pruned.names);
        assertEquals("truncated", pruned.notCaptured);
        assertEquals(ValueTree.MISSING, pruned.members.get(0).kind);
        assertTrue(Pruned.isCut(pruned));
        assertFalse(Pruned.isCut(outer));
    }
}
