// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What compiles without access to what is not public means the same with it. */
class OrdinarySnippetsTest {
    private static final String IMPORTS = """
            import java.util.*; import java.util.concurrent.*; import java.util.function.*; import java.util.prefs.*;
            import java.util.regex.*; import java.util.stream.*; import java.io.*; import java.math.*; import java.net.*;
            import java.nio.file.*; import dev.jspect.shell.engine.fixture.*;
            """;

    private static SnippetEngine open;
    private static SnippetEngine ordinary;

    @BeforeAll
    static void start() throws IOException {
        InProcessTarget opened = new InProcessTarget();
        InProcessTarget plain = new InProcessTarget();
        open = SnippetEngine.start(opened.jvm(), () -> opened, false);
        ordinary = SnippetEngine.start(plain.jvm(), () -> plain, true);
        open.evaluate(IMPORTS);
        ordinary.evaluate(IMPORTS);
    }

    @AfterAll
    static void end() throws IOException {
        open.close();
        ordinary.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 + 2L * 3 / 4.0f - 'a' % 7",
                "int i = 5; i++; i += 3; i <<= 2; i",
                "var sb = new StringBuilder(); sb.append(1).append('x').append(\"s\").append(2.5).append((Object) null).reverse()",
                "sb.insert(0, true).deleteCharAt(1).indexOf(\"r\")",
                "String.format(\"%s-%d-%5.2f\", \"a\", 3, 2.5) + String.join(\",\", List.of(\"x\", \"y\"))",
                "\"%s\".formatted((Object) new String[] {\"z\"}.length)",
                "String.valueOf(new char[] {'o', 'k'}) + String.valueOf((Object) 1) + String.valueOf(2.0)",
                "\"abc\".chars().mapToObj(c -> (char) c).map(String::valueOf).collect(Collectors.joining(\"-\"))",
                "Stream.of(3, 1, 2).sorted(Comparator.reverseOrder()).toList()",
                "IntStream.rangeClosed(1, 5).boxed().collect(Collectors.groupingBy(n -> n % 2, TreeMap::new, Collectors.counting()))",
                "new TreeMap<>(Map.of(1, \"a\", 2, \"b\")).headMap(2, true).descendingMap()",
                "Arrays.asList(1, 2, 3).subList(1, 3).hashCode() + Arrays.hashCode(new int[] {1, 2})",
                "Objects.hash(1, \"x\", null) + Objects.requireNonNullElse(null, 4)",
                "Optional.of(4).map(n -> n * 2).filter(n -> n > 5).orElseThrow()",
                "class Node { int v = 1; } new Node().v",
                "class Base64 { String encode() { return \"mine\"; } } new Base64().encode()",
                "record Point(int x, int y) { public Point { if (x < 0) throw new IllegalArgumentException(); } static int made = 2; } new Point(1, 2)",
                "new Point(1, 2).equals(new Point(1, 2)) + \" \" + new Point(3, 4).hashCode() + Point.made",
                "enum Light { RED, GREEN { int n() { return 7; } }; int n() { return 1; } } Light.GREEN.n() + Light.valueOf(\"RED\").n()",
                "String s(Light l) { return switch (l) { case RED -> \"r\"; case GREEN -> \"g\"; }; } s(Light.GREEN)",
                "interface Shape { default double area() { return side() * side(); } double side(); } Shape sh = () -> 3; sh.area()",
                "abstract class A { abstract int f(); int g() { return f() + 1; } } new A() { int f() { return 4; } }.g()",
                "class Outer { int x = 1; class In { int y = x + 1; class Deep { int z = x + y; } } } new Outer().new In().new Deep().z",
                "class Gen<T extends Comparable<T>> { T max(List<? extends T> l) { return Collections.max(l); } } new Gen<Integer>().max(List.of(1, 5, 2))",
                "new AbstractList<Integer>() { public Integer get(int i) { return i; } public int size() { return 3; } }",
                "new LinkedHashMap<Integer, Integer>(4, 0.75f, true) { protected boolean removeEldestEntry(Map.Entry<Integer, Integer> e) { return size() > 1; } {  put(1, 1); put(2, 2); } }",
                "new ThreadLocal<String>() { protected String initialValue() { return \"init\"; } }.get()",
                "new Object() { protected Object clone() { return \"cloned\"; } protected void finalize() {} Object c() { return clone(); } }.c()",
                "class Cl implements Cloneable { int n = 3; Cl copy() { try { return (Cl) clone(); } catch (CloneNotSupportedException e) { return null; } } } new Cl().copy().n",
                "new RecursiveTask<Integer>() { protected Integer compute() { return 8; } }.invoke()",
                "new TimerTask() { int state = 3; public void run() { state++; } int go() { run(); return state; } }.go()",
                "int f(int n) { return n < 2 ? 1 : n * f(n - 1); } f(10)",
                "int sum = 0; for (int j = 0; j < 10; j++) { if (j % 2 == 0) continue; sum += j; } sum",
                "outer: for (int a = 0; ; a++) for (int b = 0; b < 5; b++) { if (a * b > 6) break outer; sum += b; }",
                "sum",
                "try { Integer.parseInt(\"x\"); } catch (NumberFormatException e) { sum = -1; } finally { sum *= 2; }",
                "int[][] grid = new int[3][4]; grid[1][2] = 5; Arrays.deepToString(grid) + grid.clone().length",
                "Object o = 5; o instanceof Integer n && n > 3 ? \"big\" : \"small\"",
                "Function<Integer, Function<Integer, Integer>> add = x -> y -> x + y; add.apply(2).apply(3)",
                "Supplier<Supplier<String>> ss = () -> () -> \"deep\"; ss.get().get()",
                "Runnable r = () -> { throw new IllegalStateException(\"boom\"); }; r.run()",
                "List<? super Integer> ls = new ArrayList<>(List.of(1)); ls.add(2); ls",
                "var e = Map.entry(\"k\", 1); e.getKey() + e.getValue()",
                "new Scanner(\"1 2 3\").tokens().map(Integer::valueOf).reduce(0, Integer::sum)",
                "CompletableFuture.supplyAsync(() -> 20).thenCombine(CompletableFuture.completedFuture(3), Integer::sum).get()",
                "var q = new ConcurrentHashMap<String, Integer>(); q.merge(\"a\", 1, Integer::sum); q.compute(\"a\", (k, v) -> v + 5); q",
                "new BigDecimal(\"1.10\").add(BigDecimal.valueOf(2)).setScale(1, RoundingMode.HALF_UP)",
                "Pattern.compile(\"(a+)b\").matcher(\"xaab\").results().map(m -> m.group(1)).toList()",
                "URI.create(\"http://h/p?q=1\").getQuery() + Path.of(\"a\", \"..\", \"b\").normalize()",
                "new String(\"h\\u00e9\".getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8)",
                "java.lang.invoke.MethodHandles.lookup().findVirtual(String.class, \"length\", java.lang.invoke.MethodType.methodType(int.class)).invoke(\"four\")",
                "new Vault().over(\"x\") + new Vault().over(1) + new Vault().rival(\"f\", \"x\") + new Vault().rival(\"f\")",
                "Vault.apply(s -> s.length()) + Vault.apply(String::length)",
                "class Sub extends Vault { protected String guardedCall(String w) { return \"sub \" + super.guardedCall(w) + guarded; } } new Sub().callsGuarded()",
                "class Helper extends Metal { String helper() { return \"mine\"; } int count = 2; } new Helper().describe() + new Helper().helper()",
                "class Both implements Metal.Shiny, Metal.Dull {} new Both().look() + new Both().feel()",
                "synchronized (\"x\".intern()) { sum = 9; } sum",
                "int undefinedYet() { return missing(); }",
                "int missing() { return 6; } undefinedYet()",
                "\"a\" + 1 + 'c' + 2.0 + null + true + new int[0].length + List.of()",
                "String text = \"\"\"\n    block\n      of text\"\"\"; text",
                "assert sum > 100; sum",
                "long l = Integer.MAX_VALUE; l++; (int) l + (short) l",
                "switch (sum) { case 1: case 9: sum = 10; default: sum++; } sum",
                "String d = switch (\"two\") { case \"one\" -> \"1\"; case \"two\" -> { String t = \"\"; for (int k = 0; k < 2; k++) t += k; yield t; } default -> \"\"; }; d"
            })
    void meanTheSame(String source) {
        String expected = Results.last(ordinary.evaluate(source));

        String printed = Results.last(open.evaluate(source));

        assertEquals(expected, printed);
        assertFalse(expected.startsWith("REJECTED"), expected);
    }
}
