// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.jspect.protocol.LocalVariable;
import dev.jspect.protocol.MethodFacts;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each method calls {@code here()} once, where it is asked whether {@code a} is null for sure. */
final class NullsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "static void m() { Object a = null; here(); use(a); }",
                "static void m(boolean c) { Object a = null; if (c) { use(1); } here(); use(a); }",
                "static void m() { Object a = use(1); use(a); a = null; here(); use(a); }",
                "static void m() { Object a = null; here(); a = use(1); use(a); }",
                "static void m(boolean c) { Object a; if (c) { a = null; } else { a = null; } here(); use(a); }",
                "static void m() { Object a = null; try { here(); } catch (RuntimeException e) { use(a); } }"
            })
    void whatOnlyTheConstantWasStoredInIsNull(String method) {
        assertEquals(Set.of("a"), nulls(method));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static void m() { Object a = use(null); here(); use(a); }",
                "static void m(Object a) { here(); use(a); }",
                "static void m(Object a) { use(a); a = null; here(); use(a); }",
                "static void m(boolean c) { Object a = null; if (c) { a = use(1); } here(); use(a); }",
                "static void m(boolean c) { Object a = c ? null : use(1); here(); use(a); }",
                "static void m(boolean c) { Object a = c ? use(1) : null; here(); use(a); }",
                "static void m() { Object a = null; for (int i = 0; i < 9; i++) { here(); a = use(a); } }",
                "static void m() { Object a = null; try { a = use(1); use(2); } catch (RuntimeException e) { here(); use(a); } }",
                "static void m() { int a = 0; here(); use(a); }"
            })
    void whatMayHoldSomethingElseIsNot(String method) {
        assertEquals(Set.of(), nulls(method));
    }

    @Test
    void withoutTheExceptionTableNothingIsCertain() {
        byte[] classFile = compiled("static void m() { Object a = null; here(); use(a); }");
        MethodFacts facts = ClassMethods.named(classFile, "m");
        MethodLiveness liveness = MethodLiveness.of(facts, null);

        for (LocalVariable variable : facts.variables) {
            assertFalse(liveness.isNull(variable, MethodLivenessTest.callOfHere(classFile)), variable.name);
        }
    }

    private static byte[] compiled(String method) {
        return ClassMethods.compile(
                "class T { static void here() {} static Object use(Object o) { return o; } " + method + " }");
    }

    private static Set<String> nulls(String method) {
        byte[] classFile = compiled(method);
        MethodFacts facts = ClassMethods.named(classFile, "m");
        MethodLiveness liveness = MethodLiveness.of(facts, Handlers.find(classFile, facts));
        int bci = MethodLivenessTest.callOfHere(classFile);
        Set<String> nulls = new TreeSet<>();
        for (LocalVariable variable : facts.variables) {
            if (variable.coversBci(bci) && liveness.isNull(variable, bci)) {
                nulls.add(variable.name);
            }
        }
        return nulls;
    }
}
