// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.jspect.protocol.FrameCapture;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.LocalVariable;
import dev.jspect.protocol.MethodFacts;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.values.Trees;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LocalsJudgeTest {
    /** 0 iload_0, 1 istore_1, 2 iload_1, 3 ireturn. */
    private static final byte[] CLASS =
            ClassMethods.compile("class T { static int m(int a) { int b = a; return b; } }");

    private final LocalsJudge judge = new LocalsJudge(method -> CLASS);

    private static MethodFacts method(byte[] code, LocalVariable... variables) {
        return ClassMethods.facts(0x8, "m", "(I)I", code, new int[0], List.of(variables), true);
    }

    private static byte[] code() {
        return ClassMethods.named(CLASS, "m").code;
    }

    private static LocalVariable variable(int slot, String name) {
        return new LocalVariable(0, 4, slot, name, "I", null);
    }

    /** Returns why the method's first variable, an int that is 7, is not shown. */
    private @Nullable String missing(MethodFacts method, int bci) {
        FrameCapture frame = new FrameCapture(0, bci, FrameCapture.READ, new int[] {0}, List.of(Trees.number(7)));
        FramesCapture capture = new FramesCapture(FramesCapture.LOCALS, null, 0, false, 0, List.of(method), List.of());
        return judge.judged(capture, frame).get(0).variable().notCaptured();
    }

    @Test
    void notLiveIsOnlyWhatWasFoundDead() {
        LocalVariable one = variable(1, "one");

        assertEquals("not live", missing(method(code(), one), 0));
        assertEquals("not live", missing(method(code(), one), 1));
        assertNull(missing(method(code(), one), 2));
        assertNull(missing(method(code(), one), 3));
    }

    @Test
    void rivalsForASlotThatIsReadAreNotCertain() {
        assertEquals("not certain", missing(method(code(), variable(0, "one"), variable(0, "two")), 0));
        assertEquals("not live", missing(method(code(), variable(0, "one"), variable(0, "two")), 1));
    }

    @Test
    void whatCouldNotBeAnalysedIsNotCertain() {
        // Behind the end of the code.
        assertEquals("not certain", missing(method(code(), variable(0, "a")), 4));
        // No type.
        LocalVariable odd = new LocalVariable(0, 4, 0, "a", "?", null);
        assertEquals("not certain", missing(method(code(), odd), 0));
    }

    /** A method keeps its id when its class is redefined. */
    @Test
    void judgesByTheCodeThatRunsNow() {
        // 0 nop, 1 nop, 2 iconst_0, 3 ireturn: no longer that of the class file.
        byte[] redefined = {0, 0, 3, (byte) 172};

        assertNull(missing(method(code(), variable(0, "a")), 0));
        assertEquals("not certain", missing(method(redefined, variable(1, "b")), 3));
        assertNull(missing(method(code(), variable(0, "a")), 0));
    }

    /** As a method's head has them, whatever the order of its table. */
    @Test
    void argumentsComeFirstEachBySlot() {
        MethodFacts method = ClassMethods.facts(
                0x8,
                "m",
                "(I)I",
                code(),
                new int[0],
                List.of(variable(2, "later"), variable(1, "local"), variable(0, "argument")),
                true);

        List<Variable> judged = judged(method, 0, 1, 2);

        assertEquals(
                List.of("argument", "local", "later"),
                judged.stream().map(Variable::name).toList());
        assertEquals(
                List.of(true, false, false),
                judged.stream().map(Variable::argument).toList());
    }

    /** The same code, compiled from another source, may have a variable of another type. */
    @Test
    void typesAreThoseOfTheAnswerThatHasTheValue() {
        LocalVariable changed = new LocalVariable(0, 4, 0, "a", "J", null);

        assertEquals("int", judged(method(code(), variable(0, "a")), 0).get(0).type());
        assertEquals("long", judged(method(code(), changed), 0).get(0).type());
    }

    /** Returns how variables are judged that hold an int each. */
    private List<Variable> judged(MethodFacts method, int... indexes) {
        List<ValueTree> values = IntStream.of(indexes).mapToObj(Trees::number).toList();
        FrameCapture frame = new FrameCapture(0, 0, FrameCapture.READ, indexes, values);
        FramesCapture capture = new FramesCapture(FramesCapture.LOCALS, null, 0, false, 0, List.of(method), List.of());
        return judge.judged(capture, frame).stream()
                .map(JudgedVariable::variable)
                .toList();
    }
}
