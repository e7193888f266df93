// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Snippets that touch what is not public, compiled by JShell, rewritten, verified and run by this JVM. */
class OpenSnippetsTest {
    private static SnippetEngine engine;

    @BeforeAll
    static void start() throws IOException {
        InProcessTarget target = new InProcessTarget();
        engine = SnippetEngine.start(target.jvm(), () -> target, false);
        run("import java.util.*; import java.util.function.*; import dev.jspect.shell.engine.fixture.*;");
        run("var v = new Vault();");
    }

    @AfterAll
    static void end() throws IOException {
        engine.close();
    }

    private static String run(String source) {
        return Results.last(engine.evaluate(source));
    }

    private static void declare(String source) {
        assertEquals("", run(source));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            new Vault().count                                          => 7
            var w = new Vault(); w.count += 5; w.count++; w.count      => 13
            v.total + 1                                                => 1099511627777
            v.rate *= 2                                                => 3.0
            v.numbers[1] = 40; v.numbers[1]                            => 40
            Vault.opened += 4                                          => 7
            Vault.LOG.add("x"); Vault.LOG                              => [x]
            v.guarded + v.near                                         => 27
            var f = new Vault(); f.label = "set"; f.label + f.label    => setset
            var g = new Vault(); g.fixed = 5; g.shown = 6; g.fixed + g.shown => 11
            v.secret(3)                                                => public secret 10
            Vault.hidden("it")                                         => hidden it
            Vault.echo("it").length()                                  => 2
            Vault.<Integer>echo(4) + 1                                 => 5
            Vault.joined("-", 1, 2, 3)                                 => 3-
            v.guardedCall("outside")                                   => guarded outside
            Vault.guardedStatic()                                      => guarded static
            new Vault("private").label                                 => private
            new Vault(1, 2L, "c").label                                => 1:2:c
            new Vault(true).label                                      => guarded true
            new Coin(4).twice().value                                  => 8
            new Coin(4).value()                                        => 4
            v.coin()                                                   => Coin 5
            v.coin().kind() + v.coin().weight                          => metal private helper9
            v.coin.helper()                                            => private helper
            ((Metal) v.coin).helper()                                  => private helper
            v.coins.length + v.allCoins()[1].value                     => 4
            v.coins[0] = new Coin(9); v.coins[0].value                 => 9
            Coin[] cs = {new Coin(1), new Coin(2)}; Vault.sum(cs)      => 3
            Vault.sum(new Coin(3), new Coin(4))                        => 7
            Coin[][] css = new Coin[2][3]; css[1][2] = new Coin(8); css[1][2].value + css.length => 10
            new Coin[2][].length                                       => 2
            cs.clone()[1].value                                        => 2
            Coin.class.getSimpleName() + Coin[].class.getSimpleName()  => CoinCoin[]
            v.asObject() instanceof Coin                               => true
            v.asObject() instanceof Coin c && c.value == 5             => true
            ((Coin) v.asObject()).value                                => 5
            (Coin[]) (Object) v.coins instanceof Object[]              => true
            new Vault.Locked("k").key()                                => k
            new Vault.Locked.Inner().key                               => inner
            v.new Attached().of()                                      => public
            Vault.State.ON.low()                                       => on
            Vault.State.valueOf("OFF").ordinal()                       => 1
            new Vault.Pair(3, new Coin(4)).right().value               => 4
            Vault.Pair.made = 2                                        => 2
            new Coin(v.count > 5 ? 1 : 2).value                        => 1
            new Coin(new Coin(v.count > 5 ? new Coin(3).value : 2).value + (v.count > 5 ? 1 : 0)).value => 4
            new Coin(switch (v.count) { case 7 -> { int s = 0; for (int i = 0; i < 4; i++) s += i; yield s; } default -> 0; }).value => 6
            Function<Integer, Coin> make = Coin::new; make.apply(6).value    => 6
            Function<Coin, Coin> twice = Coin::twice; twice.apply(new Coin(6)).value => 12
            Function<Coin, Integer> valueOf = Coin::value; valueOf.apply(new Coin(6)) => 6
            Function<Integer, String> secret = v::secret; secret.apply(1)    => public secret 8
            Function<String, String> hide = Vault::hidden; hide.apply("ref") => hidden ref
            Function<String, Vault> vault = Vault::new; vault.apply("ref").label => ref
            IntFunction<Coin[]> array = Coin[]::new; array.apply(3).length   => 3
            java.util.stream.Stream.of(cs).map(c -> c.twice()).mapToInt(c -> c.value).sum() => 6
            java.util.stream.Stream.of(cs).max(Comparator.naturalOrder()).get().value => 2
            Arrays.stream(cs).map(Coin::twice).toArray(Coin[]::new)[1].value => 4
            Vault.size(s -> s.length(), "four")                        => 12
            int plus = 3; Vault.size(s -> s.length() + plus, "four")   => 21
            Vault.size(String::length, "four")                         => 12
            Vault.weigh(c -> c.value)                                  => 21
            Vault.weigh(Vault::value)                                  => 21
            Vault.weigh(Coin::value)                                   => 21
            "coin " + v.coin + v.coins.length                          => coin Coin 52
            var held = v.coin; held.value = 77; v.coin.value           => 77
            var list = new ArrayList<>(List.of(new Coin(5))); list.get(0).value => 5
            int r; try { v.failing(); r = 0; } catch (Vault.Break e) { r = 1; } r => 1
            v.over("x")                                                => ordinary
            v.rival("x", "y")                                          => ordinary
            Vault.apply(s -> s.length())                               => 4
            """)
    void reachesWhatIsNotPublic(String snippet, String expected) {
        String printed = run(snippet);

        assertEquals(expected, printed);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            var l = new ArrayList<>(List.of(1, 2)); l.elementData.length >= 2 => true
            "abc".value.length                                         => 3
            var map = new HashMap<String, Integer>(Map.of("k", 1)); var n = map.table; n.length => 2
            Arrays.stream(map.table).filter(Objects::nonNull).map(e -> e.key).toList() => [k]
            map.newNode(1, "a", 2, null).key                           => a
            new HashMap.Node<>(1, "a", 2, null).getValue()             => 2
            map.hash("k") == HashMap.hash("k")                         => true
            var chm = new java.util.concurrent.ConcurrentHashMap<>(Map.of("k", 1)); chm.table.length > 0 => true
            java.util.concurrent.ConcurrentHashMap.tabAt(chm.table, 0) == chm.table[0] => true
            for (var e : chm.table) if (e != null && e.find(e.hash, "k") != null) l.add(9); l.contains(9) => true
            chm.sizeCtl > 0                                            => true
            new StringBuilder().append("x").append('c').append(1).append((Object) "o") => xc1o
            new StringBuilder("abc").count                             => 3
            Thread.currentThread().getThreadGroup().parent != null     => true
            new Object().clone() == null                               => THREW [][] null java.lang.CloneNotSupportedException: java.lang.Object
            sun.nio.ch.IOUtil.IOV_MAX > 0                              => true
            sun.nio.ch.FileChannelImpl.class.getSimpleName()           => FileChannelImpl
            jdk.internal.misc.VM.isBooted()                            => true
            new ThreadLocal<Integer>() { @Override protected Integer initialValue() { return 6; } }.get() => 6
            new LinkedHashMap<Integer, Integer>() { protected boolean removeEldestEntry(Map.Entry<Integer, Integer> e) { return size() > 1; } }.size() => 0
            new Thread() { void exit() {} private int helper() { return 5; } int go() { return helper(); } }.go() => 5
            """)
    void reachesIntoTheJdk(String snippet, String expected) {
        String printed = run(snippet);

        assertEquals(expected, printed);
    }

    @Test
    void declaresMethodsAndClassesOverTypesThatAreNotPublic() {
        declare("Coin richer(Coin a, Coin b) { return a.compareTo(b) > 0 ? a : b; }");
        declare(
                "class Purse { Coin[] coins = {new Coin(2)}; Coin first() { return coins[0]; } int sum(Coin c) { return c.value + first().value; } }");
        declare("record Priced(Coin coin, int price) {}");

        String printed = run("richer(new Coin(3), new Purse().first()).value + new Purse().sum(new Coin(4)) + \" \""
                + " + new Priced(new Coin(1), 2) + new Priced(new Coin(1), 2).coin().value");

        assertEquals("9 Priced[coin=Coin 1, price=2]1", printed);
    }

    @Test
    void implementsGenericInterfacesOverTypesThatAreNotPublic() {
        declare(
                "class ByValue implements Comparator<Coin> { public int compare(Coin a, Coin b) { return b.value - a.value; } }");

        String printed = run("var sorted = new ArrayList<>(List.of(new Coin(1), new Coin(3)));"
                + " sorted.sort(new ByValue()); sorted");

        assertEquals("[Coin 3, Coin 1]", printed);
    }

    @Test
    void subclassesUseWhatTheyInherit() {
        declare(
                "class Gold extends Metal { int helper() { return 1; } protected String kind() { return \"gold \" + super.kind() + helper() + weight; } }");

        String printed = run("new Gold().describe() + new Gold().kind() + ((Metal) new Gold()).helper()");

        assertEquals("gold metal private helper19gold metal private helper19private helper", printed);
    }

    @Test
    void subclassesCallProtectedMembersFromTheirInnerClasses() {
        declare(
                "class Silver extends Metal { class In { int w() { return weight++; } String k() { return kind(); } } int go() { Supplier<Integer> s = () -> weight; return s.get(); } }");

        String printed = run("var s = new Silver(); var in = s.new In(); in.w() + in.k() + s.go() + s.helper()");

        assertEquals("9metal private helper10private helper", printed);
    }

    @Test
    void implementsInterfacesWithPrivateMethodsOfOneName() {
        declare("class Both implements Metal.Shiny, Metal.Dull {}");

        String printed = run("new Both().look() + new Both().feel() + ((Metal.Shiny) new Both()).gleam()");

        assertEquals("shinydullshiny", printed);
    }

    @Test
    void overridesMethodsWithParametersThatAreNotPublic() {
        declare("class Scale implements Vault.Weigher { public int weigh(Coin coin) { return coin.value + 1; } }");

        String printed = run("Vault.weigh(new Scale()) + new Scale().weigh(new Coin(1))");

        assertEquals("24", printed);
    }

    @ParameterizedTest
    @CsvSource({"true, caught ours", "false, other theirs"})
    void catchesExceptionsThatAreNotPublicAndNoOthers(boolean ours, String expected) {
        declare("""
            String tried(boolean ours) {
                String s = "";
                try {
                    try { new Vault().breakIt(ours); }
                    catch (Vault.BreakNow e) { s = "caught " + e.getMessage(); }
                    catch (IllegalStateException e) { s = "other " + e.getMessage(); }
                    finally { s += "!"; }
                } catch (Exception e) { s = "outer"; }
                return s;
            }""");

        String printed = run("tried(" + ours + ")");

        assertEquals(expected + "!", printed);
    }

    @Test
    void catchesSeveralExceptionsAtOnce() {
        declare("String multi(boolean ours) { try { new Vault().breakIt(ours); return null; }"
                + " catch (Vault.BreakNow | IllegalStateException e) { return e.getMessage(); } }");

        assertEquals("ourstheirs", run("multi(true) + multi(false)"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            class C2 extends Coin { C2() { super(1); } } new C2()      => cannot extend or implement
            new Vault.Sizer() { public int size(String s) { return 1; } } => cannot extend or implement
            class V2 extends Vault { V2() { super("x"); } } new V2()   => cannot extend
            Vault.State.ON = null                                      => cannot assign a value to
            """)
    void saysWhyNot(String snippet, String expected) {
        String printed = run(snippet);

        assertEquals(expected, printed.contains(expected) ? expected : printed);
    }

    @Test
    void keepsTheMarkerOutOfMessages() {
        String printed = run("v.secret()");

        assertTrue(printed.contains("required: int\n"), printed);
    }
}
