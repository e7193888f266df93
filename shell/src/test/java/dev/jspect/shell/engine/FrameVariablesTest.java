// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.shell.engine.FrameVariables.Held;
import dev.jspect.shell.engine.fixture.Vault;
import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The variables of a frame in snippets: their names, their types, and what is said of those that are not there. */
class FrameVariablesTest {
    private static final String PACKAGE = "dev/jspect/shell/engine/fixture/";

    private final InProcessTarget target = new InProcessTarget();
    private final List<Held> variables = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();
    private SnippetEngine engine;

    @BeforeEach
    void start() throws IOException {
        engine = SnippetEngine.start(target.jvm(), () -> target, false);
    }

    @AfterEach
    void end() throws IOException {
        engine.close();
    }

    private void held(String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        String valueClass = value == null ? null : value.getClass().getName();
        variables.add(new Held(variables.size(), name, descriptor, signature, valueClass));
        values.add(value);
    }

    private Map<String, String> bind(Map<String, String> missing, @Nullable String unnamed) {
        target.hold(values.toArray());
        return engine.bind(new FrameVariables(1, variables, missing, unnamed));
    }

    /** The two of a vault; their class is not public. */
    private static List<?> coins() {
        try {
            Field coins = Vault.class.getDeclaredField("coins");
            coins.setAccessible(true);
            return List.of((Object[]) coins.get(new Vault()));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no coins", e);
        }
    }

    private String run(String source) {
        return Results.last(engine.evaluate(source));
    }

    private @Nullable String typeOf(String source) {
        return engine.evaluate(source).get(0).type();
    }

    @Test
    void haveTheirDeclaredTypes() {
        held(
                "names",
                "Ljava/util/Map;",
                "Ljava/util/Map<Ljava/lang/String;Ljava/util/List<Ljava/lang/Integer;>;>;",
                Map.of("a", List.of(3, 4)));
        held("count", "I", null, 7);
        held("big", "J", null, 1L << 40);
        held("flag", "Z", null, true);
        held("letter", "C", null, 'x');
        held("rate", "F", null, 0.5f);
        held("rows", "[[I", null, new int[][] {{1}, {2, 3}});
        held("nothing", "Ljava/lang/String;", null, null);
        bind(Map.of(), null);

        assertEquals("4", run("names.get(\"a\").get(1).intValue()"));
        assertEquals("1099511627783", run("count + big"));
        assertEquals("x0.53", run("flag ? \"\" + letter + rate + rows[1][1] : null"));
        assertEquals("true", run("nothing == null"));
        assertEquals("java.util.Map<String,java.util.List<Integer>>", typeOf("names"));
        assertEquals("", run("int twice() { return 2 * count; }"));
        assertEquals("14", run("twice()"));
    }

    @Test
    void mayBeOfClassesThatAreNotPublic() {
        held("coin", 'L' + PACKAGE + "Coin;", null, coins().get(0));
        held("coins", "Ljava/util/List;", "Ljava/util/List<L" + PACKAGE + "Coin;>;", coins());
        bind(Map.of(), null);

        assertEquals("3", run("coin.value + coins.get(1).value"));
    }

    @Test
    void areOfTheNearestTypeThatHasAName() {
        class Local extends Vault {}
        IntUnaryOperator lambda = i -> 3 * i;
        Object anonymous = new Vault() {};
        held("local", 'L' + Local.class.getName().replace('.', '/') + ';', null, new Local());
        held("lambda", "Ljava/util/function/IntUnaryOperator;", null, lambda);
        held("anonymous", 'L' + anonymous.getClass().getName().replace('.', '/') + ';', null, anonymous);
        held("element", "Ljava/lang/Comparable;", "TT;", "text");
        held("list", "Ljava/util/Map;", "Ljava/util/Map<TK;Ljava/util/List<+TV;>;>;", Map.of(1, List.of()));
        held("unknown", "Lnowhere/To/Be/Found;", null, "it");
        bind(Map.of(), null);

        assertEquals(Vault.class.getName(), typeOf("local"));
        assertEquals("12", run("lambda.applyAsInt(4)"));
        assertEquals(Vault.class.getName(), typeOf("anonymous"));
        assertEquals("Comparable", typeOf("element"));
        assertEquals("java.util.Map<?,java.util.List<?>>", typeOf("list"));
        assertEquals("2", run("unknown.length()"));
    }

    @Test
    void areNamedSoThatJavaAllowsIt() {
        held("this", 'L' + PACKAGE + "Vault;", null, new Vault());
        held("class", "I", null, 1);
        held("a-b", "I", null, 2);
        held("a+b", "I", null, 3);
        held("$1", "I", null, 4);
        held("jspect", "I", null, 5);
        held("mine", "I", null, 6);
        run("int mine = 60");

        Map<String, String> names = bind(Map.of(), null);

        assertEquals(
                "[$this, $class, $a_b, $a_b$2, $$1, $jspect, $mine]",
                names.keySet().toString());
        assertEquals("81", run("$this.count - 7 + $class + $a_b + $a_b$2 + $$1 + $jspect + $mine + mine"));
        assertTrue(run("this.count").contains("this of the frame is $this here"), run("this.count"));
    }

    @Test
    void areToldApartFromWhatWasTyped() {
        held("count", "I", null, 7);
        bind(Map.of(), null);

        assertEquals("8", run("count + 1"));
        assertEquals(
                "1",
                engine.state()
                        .snippets()
                        .filter(snippet -> !engine.isUsualImport(snippet))
                        .findFirst()
                        .orElseThrow()
                        .id());
    }

    @Test
    void giveWayToThoseOfAnotherFrame() {
        held("count", "I", null, 7);
        held("text", "Ljava/lang/String;", null, "old");
        bind(Map.of(), null);
        assertEquals("old7", run("text + count"));
        assertEquals("", run("int twice() { return 2 * count; }"));

        variables.clear();
        values.clear();
        held("count", "B", null, (byte) 8);
        bind(Map.of(), null);

        assertEquals("16", run("twice()"));

        assertTrue(run("text").startsWith("REJECTED"), run("text"));
        assertEquals("byte", typeOf("count"));
        engine.bind(null);
        assertTrue(run("count").startsWith("REJECTED"), run("count"));
    }

    @Test
    void letGoOfWhatTheyHeld() throws InterruptedException {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        WeakReference<Object> object = new WeakReference<>(new Object(), collected);
        held("object", "Ljava/lang/Object;", null, object.get());
        bind(Map.of(), null);
        assertEquals("true", run("object != null"));

        variables.clear();
        values.clear();
        bind(Map.of(), null);

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        Reference<?> gone = null;
        while (gone == null && System.nanoTime() < deadline) {
            System.gc();
            gone = collected.remove(100);
        }
        assertSame(object, gone);
    }

    @Test
    void comeBackAfterAllSnippetsWereForgotten() {
        held("count", "I", null, 7);
        bind(Map.of(), null);
        run("count");

        engine.forget();

        assertEquals("7", run("count"));
    }

    @Test
    void sayWhyTheyAreNotThere() {
        held("count", "I", null, 7);
        bind(Map.of("total", "total has no value at A.java:3: not live"), null);

        assertTrue(run("total + count").contains("A.java:3: not live"), run("total + count"));
        assertTrue(run("total.x.y").contains("A.java:3: not live"), run("total.x.y"));
        assertTrue(
                run("int f() { return total; }").contains("[variable total (total has no value"),
                run("int f() { return total; }"));
        assertNull(engine.evaluate("count").get(0).failure());
        bind(Map.of(), "its class has no names");
        assertTrue(run("total").contains("its class has no names"), run("total"));
    }

    @Test
    void keepToWhatIsPublicWhereThatIsWanted() throws IOException {
        engine.close();
        engine = SnippetEngine.start(target.jvm(), () -> target, true);
        held("coin", 'L' + PACKAGE + "Coin;", null, coins().get(0));
        held("coins", "Ljava/util/List;", "Ljava/util/List<L" + PACKAGE + "Coin;>;", coins());
        held("vault", 'L' + PACKAGE + "Vault;", null, new Vault());
        bind(Map.of(), null);

        assertEquals("2", run("coins.size()"));
        assertEquals("Coin 1", run("coin.toString()"));
        assertEquals(Vault.class.getName(), typeOf("vault"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jspect.Live.frameValue(1, 0)",
                "java.util.stream.IntStream.of(0).mapToObj(i -> jspect.Live.frameValue(1, i)).findFirst().get()",
                "java.util.function.BiFunction<Integer, Integer, Object> f = jspect.Live::frameValue; f.apply(1, 0)"
            })
    void canBeHadByNumberToo(String source) {
        held("count", "I", null, 7);
        bind(Map.of(), null);

        assertEquals("7", run(source));
    }
}
