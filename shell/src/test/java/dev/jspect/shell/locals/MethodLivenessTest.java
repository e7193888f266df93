// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.protocol.LocalVariable;
import dev.jspect.protocol.MethodFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each method calls {@code here()} once, where its frame is looked at. */
final class MethodLivenessTest {
    @Test
    void variableThatIsReadAgainIsLive() {
        assertEquals("a=LIVE", verdicts("static void m() { int a = 1; here(); use(a); }"));
    }

    @Test
    void variableThatIsReadInTheNextRoundIsLive() {
        assertEquals(
                "a=LIVE i=LIVE",
                verdicts("static void m() { int a = 0; for (int i = 0; i < 9; i++) { a += i; here(); } }"));
    }

    @Test
    void variableThatIsWrittenFirstIsHeld() {
        assertEquals("a=HELD", verdicts("static void m() { Object a = use(1); here(); a = use(2); use(a); }"));
    }

    @Test
    void variableThatIsNotReadAgainIsHeld() {
        assertEquals(
                "this=HELD s=HELD d=HELD a=HELD",
                verdicts("void m(String s, double d) { long a = s.length(); use(a); use(d); here(); }"));
    }

    @Test
    void slotSecondOfALongMayHoldAnother() {
        assertEquals(
                "b=HELD", verdicts("static void m() { { long a = 1; use(a); } { int x = 1; } int b = 2; here(); }"));
    }

    @Test
    void conditionalStoresAreBothItsOwn() {
        assertEquals(
                "c=HELD a=HELD",
                verdicts("static void m(boolean c) { String a; if (c) { a = \"1\"; } else { a = \"2\"; } here(); }"));
    }

    @Test
    void variableThatOnlyAHandlerReadsIsLive() {
        String source = "static void m() { int a = 1; try { here(); } catch (RuntimeException e) { use(a); } }";

        assertEquals("a=LIVE", verdicts(source));
        assertEquals("a=HELD", unaided(source));
    }

    @Test
    void handlerWithoutTableMayHaveWrittenAnother() {
        String source = """
                static void m() {
                    try { use(1); } catch (RuntimeException e) { use(e); }
                    Object a = use(2);
                    here();
                }""";

        assertEquals("a=HELD", verdicts(source));
        assertEquals("a=UNKNOWN", unaided(source));
    }

    @Test
    void exceptionOfAHandlerIsHeld() {
        String source = "static void m() { try { use(1); } catch (RuntimeException e) { here(); } }";

        assertEquals("e=HELD", verdicts(source));
        assertEquals("e=HELD", unaided(source));
    }

    @Test
    void methodsWithManySlotsWork() {
        StringBuilder source = new StringBuilder("static void m() {");
        for (int i = 0; i < 300; i++) {
            source.append("long v").append(i).append(" = ").append(i).append(';');
        }
        source.append("here(); use(v299); }");

        String verdicts = verdicts(source.toString());

        assertTrue(verdicts.endsWith(" v298=HELD v299=LIVE"), verdicts);
    }

    /** As old compilers wrote it: the range goes on where the variable has no value yet. */
    @Test
    void rangeWithoutAStoreShowsNothing() {
        // 0 iconst_1, 1 istore_1 (another variable), 2 nop, 3 iconst_2, 4 istore_1, 5 return
        byte[] code = {4, 60, 0, 5, 60, (byte) 177};
        LocalVariable early = new LocalVariable(2, 4, 1, "early", "I", null);
        MethodLiveness liveness = MethodLiveness.of(facts(code, List.of(early), true), List.of());

        // The store before seems to be the one with which the range begins: all that a table can tell.
        assertEquals(Verdict.HELD, liveness.verdict(early, 2));
        assertEquals(Verdict.HELD, liveness.verdict(early, 5));

        LocalVariable later = new LocalVariable(3, 3, 1, "later", "I", null);
        MethodLiveness other = MethodLiveness.of(facts(code, List.of(later), true), List.of());
        assertEquals(Verdict.UNKNOWN, other.verdict(later, 3));
        assertEquals(Verdict.UNKNOWN, other.verdict(later, 4));
        assertEquals(Verdict.HELD, other.verdict(later, 5));
    }

    @Test
    void twoVariablesOfOneSlotAreBothHidden() {
        byte[] code = {4, 60, 0, (byte) 177};
        LocalVariable one = new LocalVariable(2, 2, 1, "one", "I", null);
        LocalVariable two = new LocalVariable(2, 2, 0, "two", "J", null);
        MethodLiveness liveness = MethodLiveness.of(facts(code, List.of(one, two), true), List.of());

        assertEquals(Verdict.UNKNOWN, liveness.verdict(one, 2));
        assertEquals(Verdict.UNKNOWN, liveness.verdict(two, 2));
    }

    @Test
    void parameterWithoutTableIsHiddenOnceItsSlotIsWritten() {
        // 0 nop, 1 iconst_1, 2 istore_1, 3 iload_1, 4 pop, 5 return
        byte[] code = {0, 4, 60, 27, 87, (byte) 177};
        LocalVariable self = new LocalVariable(0, 6, 0, "this", "LT;", null);
        LocalVariable argument = new LocalVariable(0, 6, 1, "arg0", "I", null);
        MethodLiveness liveness = MethodLiveness.of(facts(code, List.of(self, argument), false), List.of());

        assertEquals(Verdict.HELD, liveness.verdict(argument, 0));
        assertEquals(Verdict.UNKNOWN, liveness.verdict(argument, 3));
        assertEquals(Verdict.HELD, liveness.verdict(self, 5));
    }

    @Test
    void longOverwritesTheSlotBehind() {
        // 0 iconst_1, 1 istore_2, 2 lconst_0, 3 lstore_1, 4 return
        byte[] code = {4, 61, 9, 64, (byte) 177};
        LocalVariable variable = new LocalVariable(2, 3, 2, "v", "I", null);
        MethodLiveness liveness = MethodLiveness.of(facts(code, List.of(variable), true), List.of());

        assertEquals(Verdict.HELD, liveness.verdict(variable, 3));
        assertEquals(Verdict.UNKNOWN, liveness.verdict(variable, 4));
    }

    @Test
    void handlerSeesWhatWasThereBeforeItsFirstInstruction() {
        // 0 iconst_1, 1 istore_2 (another's), 2 nop, 3 iconst_2, 4 istore_2, 5 return; 6 pop, 7 return
        byte[] code = {4, 61, 0, 5, 61, (byte) 177, 87, (byte) 177};
        LocalVariable variable = new LocalVariable(5, 3, 2, "v", "I", null);
        MethodFacts method = facts(code, List.of(variable), true);

        MethodLiveness behind = MethodLiveness.of(method, List.of(new Handler(5, 6, 6, false)));
        MethodLiveness around = MethodLiveness.of(method, List.of(new Handler(4, 6, 6, false)));

        assertEquals(Verdict.HELD, behind.verdict(variable, 7));
        assertEquals(Verdict.HELD, around.verdict(variable, 5));
        assertEquals(Verdict.UNKNOWN, around.verdict(variable, 7));
    }

    @Test
    void handlerBehindACatchAllReadsNothing() {
        // 0 iconst_1, 1 istore_2, 2 invokestatic, 5 return; 6 pop, 7 return; 8 pop, 9 iload_2, 10 pop, 11 return
        byte[] code = {4, 61, (byte) 184, 0, 1, (byte) 177, 87, (byte) 177, 87, 28, 87, (byte) 177};
        LocalVariable variable = new LocalVariable(2, 10, 2, "v", "I", null);
        MethodFacts method = facts(code, List.of(variable), true);
        Handler all = new Handler(2, 5, 6, true);
        Handler reading = new Handler(2, 5, 8, false);

        assertEquals(
                Verdict.LIVE, MethodLiveness.of(method, List.of(reading, all)).verdict(variable, 2));
        assertEquals(
                Verdict.HELD, MethodLiveness.of(method, List.of(all, reading)).verdict(variable, 2));
    }

    @Test
    void subroutinesAreNotAnalysed() {
        // 0 jsr 4, 3 return, 4 astore_2, 5 ret 2
        byte[] code = {(byte) 168, 0, 4, (byte) 177, 77, (byte) 169, 2};
        LocalVariable self = new LocalVariable(0, 7, 0, "this", "LT;", null);

        assertEquals(
                Verdict.UNKNOWN,
                MethodLiveness.of(facts(code, List.of(self), true), List.of()).verdict(self, 3));
    }

    @Test
    void bytesThatAreNoCodeShowNothingAndTakeNoTime() {
        Random random = new Random(11);
        assertTimeout(ofSeconds(60), () -> {
            for (int i = 0; i < 20_000; i++) {
                fuzz(random, random.nextInt(i % 100 == 0 ? 65_600 : 60), random.nextBoolean());
            }
        });
    }

    /** Loops within loops, backwards: what a simple iteration would take days for. */
    @Test
    void largestMethodTakesNoTime() {
        byte[] code = new byte[65_535];
        for (int at = 3; at < code.length - 6; at += 6) {
            code[at] = 26;
            code[at + 1] = (byte) 154;
            code[at + 2] = -1;
            code[at + 3] = -3;
        }
        code[code.length - 1] = (byte) 177;
        LocalVariable self = new LocalVariable(0, code.length, 0, "this", "LT;", null);
        List<LocalVariable> variables = new ArrayList<>(List.of(self));
        for (int i = 1; i < 200; i++) {
            variables.add(new LocalVariable(0, code.length, i, "v" + i, "I", null));
        }
        List<Handler> handlers = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            handlers.add(new Handler(0, code.length, 3 + 6 * i, false));
        }
        MethodLiveness liveness = MethodLiveness.of(facts(code, variables, true), handlers);

        assertTimeout(ofSeconds(20), () -> {
            for (LocalVariable variable : variables) {
                liveness.verdict(variable, 0);
            }
        });
        assertEquals(Verdict.HELD, liveness.verdict(self, 3));
    }

    private static void fuzz(Random random, int length, boolean valid) {
        byte[] code = new byte[length];
        for (int i = 0; i < length; i++) {
            code[i] = (byte) (valid && random.nextInt(4) > 0 ? random.nextInt(100) : random.nextInt());
        }
        List<LocalVariable> variables = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String type = List.of("I", "J", "LT;", "", "[", "x").get(random.nextInt(6));
            variables.add(new LocalVariable(odd(random), odd(random), odd(random), "v" + i, type + "L", null));
        }
        List<Handler> handlers = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            handlers.add(new Handler(odd(random), odd(random), odd(random), random.nextBoolean()));
        }
        MethodLiveness liveness =
                MethodLiveness.of(facts(code, variables, random.nextBoolean()), random.nextBoolean() ? handlers : null);
        for (LocalVariable variable : variables) {
            liveness.verdict(variable, odd(random));
            liveness.verdict(variable, 0);
            liveness.isNull(variable, odd(random));
        }
    }

    private static int odd(Random random) {
        return random.nextInt(20) == 0 ? random.nextInt() : random.nextInt(60);
    }

    private static MethodFacts facts(byte[] code, List<LocalVariable> variables, boolean table) {
        return ClassMethods.facts(0, "m", "(I)V", code, new int[0], variables, table);
    }

    private static String verdicts(String method) {
        return verdicts(method, true);
    }

    private static String unaided(String method) {
        return verdicts(method, false);
    }

    private static String verdicts(String method, boolean withHandlers) {
        byte[] classFile = ClassMethods.compile(
                "class T { static void here() {} static Object use(Object o) { return o; } " + method + " }");
        MethodFacts facts = ClassMethods.named(classFile, "m");
        MethodLiveness liveness = MethodLiveness.of(facts, withHandlers ? Handlers.find(classFile, facts) : null);
        int bci = callOfHere(classFile);
        List<String> verdicts = new ArrayList<>();
        for (LocalVariable variable : facts.variables) {
            if (variable.coversBci(bci)) {
                verdicts.add(variable.slot + 1000 + variable.name + "=" + liveness.verdict(variable, bci));
            }
        }
        return String.join(
                " ", verdicts.stream().sorted().map(text -> text.substring(4)).toList());
    }

    static int callOfHere(byte[] classFile) {
        FlowOracle oracle = FlowOracle.of(classFile, false).stream()
                .filter(each -> each.method.name.equals("m"))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < oracle.count(); i++) {
            if (oracle.calls(i, "here")) {
                return oracle.offset(i);
            }
        }
        throw new IllegalArgumentException("does not call here()");
    }
}
