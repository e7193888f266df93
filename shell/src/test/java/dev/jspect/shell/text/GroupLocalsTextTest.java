// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import static dev.jspect.shell.values.Trees.cut;
import static dev.jspect.shell.values.Trees.number;
import static dev.jspect.shell.values.Trees.object;
import static dev.jspect.shell.values.Trees.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.locals.FrameLocals;
import dev.jspect.shell.locals.Variable;
import dev.jspect.shell.threads.Locals;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GroupLocalsTextTest {
    private static final Variable QUEUE =
            Variable.of("queue", "java.util.Queue", true, object("com.shop.Queue", 1, "size", number(3)));
    private static final Variable SEEN_QUEUE =
            Variable.of("queue", "java.util.Queue", true, ValueTree.ofSeen("com.shop.Queue", 1));
    private static final Variable PASSWORD = Variable.notCaptured("pw", "java.lang.String", true, "redacted");

    @Test
    void showsWhatDiffersAndNamesWhatIsTheSame() throws IOException {
        assertEquals(
                """
                    Arguments
                      order  differs
                        2× worker-2,4  not live
                        worker-1       = Order{number=1017, customer="ann"}
                        worker-3       = Order{number=1018, customer="ann"}
                    Same in all: queue
                """,
                shown(
                        80,
                        false,
                        pack("worker-1", 1017),
                        pack("worker-2", 0),
                        pack("worker-3", 1018),
                        pack("worker-4", 0)));
    }

    @Test
    void deepShowsWhatIsTheSameToo() throws IOException {
        assertEquals("""
                    Arguments
                      queue  = Queue#1{size=3}
                      pw     [redacted]
                      order  differs
                        worker-1  = Order{number=1017, customer="ann"}
                        worker-2  not live
                """, shown(80, true, pack("worker-1", 1017), pack("worker-2", 0)));
    }

    @Test
    void linesKeepToTheWidth() throws IOException {
        assertEquals(
                """
                    Arguments
                      order  differs
                        a thread with a long na…  = Order{number=1, customer="ann"}
                        worker-2                  not live
                    Same in all: queue
                """, shown(80, false, pack("a thread with a long name, longer than others", 1), pack("worker-2", 0)));
        assertEquals("""
                    Arguments
                      order  differs
                        a-1              = Order…
                        b-1              = Order…
                    Same in all: que…
                """.replace("              = ", "  = "), shown(21, false, pack("a-1", 1), pack("b-1", 2)));
    }

    @Test
    void manyValuesAreOnlyCounted() throws IOException {
        List<ThreadSnapshot> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            threads.add(pack("w-" + i, 100 + i));
        }

        String shown = shown(80, false, threads.toArray(new ThreadSnapshot[0]));

        assertEquals(8, shown.lines().filter(line -> line.contains("= Order{")).count());
        assertEquals("        … 12 more\n    Same in all: queue\n", shown.substring(shown.indexOf("        …")));
    }

    @Test
    void threadsInAnotherScopeOrWithoutVariablesSaySo() throws IOException {
        Variable i = Variable.of("i", "int", false, number(3));
        ThreadSnapshot inner = Locals.thread("inner", new FrameLocals(List.of(QUEUE, i), null));
        ThreadSnapshot outer = Locals.thread("outer", new FrameLocals(List.of(SEEN_QUEUE), null));
        ThreadSnapshot late = Locals.thread("late", new FrameLocals(List.of(), "pause budget"));

        assertEquals("""
                    Arguments
                      queue  differs
                        2× outer, inner  = Queue#1{size=3}
                        late             pause budget
                    Locals
                      i      differs
                        outer  not in scope
                        inner  = 3
                        late   pause budget
                """, shown(80, false, outer, inner, late));
    }

    /** A redacted and a cut value are alike only because nobody looked. */
    @Test
    void whatWasNotCapturedIsNotSaidToBeTheSame() throws IOException {
        assertEquals("""
                    Same in all: shelf
                    Alike as far as captured: order, names, cut
                """, shown(80, false, hidden("worker-1", 10), hidden("worker-2", 20), hidden("worker-3", 30)));
    }

    /** What is redacted or cut, or too deep, and an object that is the same one. */
    private static ThreadSnapshot hidden(String name, int id) {
        ValueTree inner = ValueTree.ofMissing("too deep", "com.shop.Customer", id, ValueTree.NO_SIZE);
        ValueTree shared = ValueTree.ofMissing("too deep", "com.shop.Shelf", 5, ValueTree.NO_SIZE);
        ValueTree secret = ValueTree.ofMissing("redacted", "java.lang.String", 0, ValueTree.NO_SIZE);
        ValueTree late = ValueTree.ofMissing("truncated", "java.lang.String", 0, ValueTree.NO_SIZE);
        List<Variable> variables = List.of(
                PASSWORD,
                Variable.of("secret", "java.lang.String", true, secret),
                Variable.of("late", "java.lang.String", true, late),
                Variable.of("shelf", "com.shop.Shelf", true, shared),
                Variable.of("order", "com.shop.Order", true, object("com.shop.Order", id + 1, "customer", inner)),
                Variable.of("names", "java.util.List", true, cut("java.util.ArrayList", id + 2, 9, text("ann"))),
                Variable.of(
                        "cut",
                        "java.lang.String",
                        true,
                        ValueTree.ofString("ab", "java.lang.String", 0, 9, "truncated")));
        return Locals.thread(name, new FrameLocals(variables, null));
    }

    private static ThreadSnapshot pack(String name, int number) {
        Variable order = number == 0
                ? Variable.notCaptured("order", "com.shop.Order", true, "not live")
                : Variable.of(
                        "order",
                        "com.shop.Order",
                        true,
                        object("com.shop.Order", 1000 + number, "number", number(number), "customer", text("ann")));
        return Locals.thread(
                name, new FrameLocals(List.of(number == 1017 ? QUEUE : SEEN_QUEUE, PASSWORD, order), null));
    }

    /** Returns the lines below the only frame. */
    private static String shown(int width, boolean deep, ThreadSnapshot... threads) throws IOException {
        ThreadDump dump = new ThreadDump(Instant.EPOCH, "", List.of(threads), List.of(), false);
        StringBuilder out = new StringBuilder();
        new FramesRenderer(Style.PLAIN, width, deep, true).renderGroups(dump, dump.threads(), out);
        int frame = out.indexOf(" at com.shop");
        return out.substring(out.indexOf("\n", frame) + 1);
    }
}
