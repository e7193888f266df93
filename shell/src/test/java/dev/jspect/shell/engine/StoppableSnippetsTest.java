// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rewriter does to every snippet, with access to what is not public and without: stops, output, exit. */
class StoppableSnippetsTest {
    private static final String STOPPED = "THREW [][] null java.lang.Error: stopped";

    private InProcessTarget target;
    private SnippetEngine engine;

    @BeforeEach
    void start() throws IOException {
        target = new InProcessTarget();
        engine = SnippetEngine.start(target.jvm(), () -> target, true);
    }

    @AfterEach
    void end() throws IOException {
        engine.close();
    }

    private String run(String source) {
        return Results.last(engine.evaluate(source));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "for (;;) { if (System.nanoTime() == 1) break; }",
                "do {} while (System.nanoTime() != 1);",
                "int n = 0; while (true) { try { n++; } catch (Throwable t) { n--; } }",
                "while (true) { try { if (true) continue; } catch (Throwable t) {} }",
                "while (true) { try { try { if (true) continue; } finally { Thread.yield(); } } catch (Error e) {} }",
                "for (int i = 0; ; i++) { switch (i % 3) { case 0: continue; case 1: continue; default: } }",
                "void f() { try { f(); } catch (StackOverflowError e) {} f(); } f();",
                "class R { R() { super(); new R(); } } new R();",
                "java.util.stream.Stream.iterate(1, i -> i + 1).filter(i -> false).findFirst()",
                "java.util.function.Supplier<Integer>[] s = new java.util.function.Supplier[1]; s[0] = () -> s[0].get(); s[0].get()",
            })
    void stopsWhatWouldNotEnd(String source) {
        target.stopAfter(400);

        String ended = run(source);

        assertEquals(STOPPED, ended);
    }

    @Test
    void runsFinallyBlocksAndReleasesLocksWhenStopped() {
        run("Object lock = new Object(); boolean left = false;");
        target.stopAfter(400);

        run("try { synchronized (lock) { while (true) {} } } finally { left = true; }");

        target.stopAfter(Integer.MAX_VALUE);
        assertEquals("true false", run("left + \" \" + Thread.holdsLock(lock)"));
    }

    @Test
    void checksNameTheEvaluation() {
        run("int f() { return 1; }");
        int defined = (int) target.support("lastId");

        run("2");
        int later = (int) target.support("lastId");
        run("f()");

        assertTrue(later > defined);
        assertTrue((int) target.support("lastId") < later, "f keeps the id of the evaluation that defined it");
    }

    @Test
    void printsToTheSession() {
        run("System.out.print(\"one \"); System.err.printf(\"%d \", 2);");
        run("java.util.List.of(3, 4).forEach(System.out::print);");

        assertEquals("one 2 34", target.support("printed").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.exit(3);",
                "Runtime.getRuntime().exit(3);",
                "Runtime.getRuntime().halt(3);",
                "java.util.List.of(3).forEach(System::exit);",
                "java.util.List.of(3).forEach(Runtime.getRuntime()::halt);",
                "java.util.function.BiConsumer<Runtime, Integer> b = Runtime::exit; b.accept(Runtime.getRuntime(), 3);"
            })
    void refusesToEndTheTarget(String source) {
        String ended = run(source);

        assertEquals("THREW [][] null java.lang.SecurityException: exit 3", ended);
    }

    @Test
    void waitsForWhatIsNotDeclaredYet() {
        String declared = run("int twice(int n) { return later(n) * 2; }");
        String early = run("twice(4)");
        run("int later(int n) { return n + 1; }");

        assertEquals("DONE [][method later(int)] null", declared);
        assertTrue(early.startsWith("THREW [][] null dev.jspect.agent.eval.UnresolvedSnippet"), early);
        assertEquals("10", run("twice(4)"));
    }

    @Test
    void leavesWhatIsNotPublicToTheCompilerWhenAskedTo() {
        String ended = run("new dev.jspect.shell.engine.fixture.Vault().count");

        assertTrue(ended.contains("count has private access"), ended);
    }
}
