// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShellTest {
    private ShellFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new ShellFixture();
    }

    @AfterEach
    void end() throws IOException {
        fixture.close();
    }

    @Test
    void namesValuesAfterTheirSnippets() throws IOException {
        assertEquals("$1 ==> 2 : int\nx ==> 5 : int\n$3 ==> 7 : int\n", fixture.feed("1+1", "int x = 5", "x + $1"));
        assertNull(fixture.loss);
    }

    @Test
    void joinsTheLinesOfASnippet() throws IOException {
        String shown = fixture.feed("class A {", "  int f() {", "    return 3; }", "}", "new A().f()");

        assertEquals("created class A\n$2 ==> 3 : int\n", shown);
    }

    @Test
    void showsEachOfSeveralSnippetsOnALine() throws IOException {
        assertEquals("a ==> 1 : int\nb ==> 2 : int\n", fixture.feed("int a = 1; int b = 2;"));
    }

    @Test
    void confirmsWhatIsDeclared() throws IOException {
        String shown = fixture.feed(
                "interface I {}",
                "record R(int a) {}",
                "record R(long a) {}",
                "int m(int a, String b) { return n(); }");

        assertEquals("""
                created interface I
                created record R
                replaced record R
                created method m(int, String), not usable before this is declared: method n()
                """, shown);
    }

    @Test
    void importsWhatIsUsual() throws IOException {
        String shown = fixture.feed("Stream.of(1).collect(Collectors.toList())", "Duration.ofMillis(3)");

        assertEquals("$1 ==> [1] : List<Integer>\n$2 ==> PT0.003S : Duration\n", shown);
    }

    @Test
    void pointsAtWhatDoesNotCompileAndGoesOn() throws IOException {
        String shown = fixture.feed("1 + foo", "3");

        assertTrue(shown.startsWith("  1 + foo\n      ^^^\n  cannot find symbol\n"), shown);
        assertTrue(shown.endsWith("$1 ==> 3 : int\n"), shown);
    }

    @Test
    void showsWhatASnippetThrew() throws IOException {
        assertEquals(
                "java.lang.IllegalStateException: no tea\n",
                fixture.feed("throw new IllegalStateException(\"no tea\")"));
    }

    @Test
    void takesBeginningsOfCommands() throws IOException {
        assertEquals("x ==> 5 : int\nx ==> 5 : int\n", fixture.feed("int x = 5", "/v"));
        assertEquals("/h may be /history, /help\n", fixture.feed("/h"));
        assertEquals("no command /frmaes, did you mean /frames?\n", fixture.feed("/frmaes"));
        assertEquals("no command /what; /help lists them\n", fixture.feed("/what"));
    }

    @Test
    void listsWhatHolds() throws IOException {
        fixture.feed("int x = 5", "x +", "1", "nonsense", "int f(int a) {", "return a; }");

        assertEquals(
                "   1 : int x = 5;\n   2 : x +\n       1\n   3 : int f(int a) {\n       return a; }\n",
                fixture.feed("/list"));
        assertEquals("   1 : int x = 5;\n", fixture.feed("/list x"));
        assertEquals("int f(int)\n", fixture.feed("/methods"));
        assertEquals("no types yet\n", fixture.feed("/types"));
        assertEquals("nothing by the name y\n", fixture.feed("/vars y"));
    }

    @Test
    void forgetsAllAtReset() throws IOException {
        String shown = fixture.feed("int x = 5", "/reset", "/vars", "List.of(3)");

        assertEquals("x ==> 5 : int\nall snippets are gone\nno variables yet\n$2 ==> [3] : List<Integer>\n", shown);
    }

    @Test
    void opensWhatItSaved(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("my snippets.jsh");
        fixture.feed("int x = 5", "int f() {", "return x; }", "/save " + file);

        assertEquals("int x = 5;\nint f() {\nreturn x; }\n", Files.readString(file));
        assertEquals(
                "all snippets are gone\nx ==> 5 : int\ncreated method f()\n$5 ==> 5 : int\n",
                fixture.feed("/reset", "/open " + file, "f()"));
        assertEquals("/open: there is no file " + directory + "/none\n", fixture.feed("/open " + directory + "/none"));
    }

    @Test
    void showsThreadsAtTheApplicationsFrame() throws IOException {
        assertEquals("""
                ID  NAME           STATE    IN
                #1  main           WAITING  Orders.main:12
                #7  http worker-1  WAITING  Web.serve:12
                """, fixture.feed("/threads"));
    }

    @Test
    void showsTheFramesOfSomeThreads() throws IOException {
        String shown = fixture.feed("/frames work");

        assertTrue(shown.contains("at com.shop.Web.serve(A.java:12)"), shown);
        assertTrue(!shown.contains("Orders"), shown);
        assertEquals("no thread fits #8\n", fixture.feed("/frames #8"));
    }

    @Test
    void saysWhatIsMissingForAFrame() throws IOException {
        assertEquals("no frame yet: /frame THREAD[:N]\n", fixture.feed("/frame"));
        assertEquals("no frame yet: /frame THREAD[:N]\n", fixture.feed("/up 2"));
        assertEquals("no frame yet: /frame THREAD[:N]\n", fixture.feed("/locals"));
        assertEquals(
                "/frame: no thread fits 'nobody': \"main\" #1, \"http worker-1\" #7\n",
                fixture.feed("/frame nobody:3"));
        assertEquals("cannot do this: has no native library\n", fixture.feed("/frame worker:0"));
        assertEquals("cannot do this: has no native library\n", fixture.feed("/frames worker -l"));
    }

    @Test
    void findsTheFlagAtEitherEnd() {
        assertEquals(new LocalsLevel("http worker-1", 1), LocalsLevel.parse("http worker-1 -l"));
        assertEquals(new LocalsLevel("http worker-1", 2), LocalsLevel.parse("-ll http worker-1"));
        assertEquals(new LocalsLevel("", 2), LocalsLevel.parse("-ll"));
        assertEquals(new LocalsLevel("http-l", 0), LocalsLevel.parse("http-l"));
    }

    @Test
    void tellsNobodyTwiceThatTheTargetIsGone() throws IOException {
        fixture.feed("1");
        fixture.loseTarget();

        assertEquals("", fixture.feed("2", "3", "/loader"));
        assertEquals("the target is gone", fixture.loss);
    }

    @Test
    void leavesWhenToldSo() throws IOException {
        assertEquals("", fixture.feed("/exit", "1"));
        assertEquals("", new ShellFixture().feed("exit", "1"));
    }

    @Test
    void explainsCommands() throws IOException {
        String overview = fixture.feed("help");

        for (Command command : fixture.shell.commands().all()) {
            assertTrue(overview.contains("\n  " + command.name() + " "), command.name());
            assertTrue(overview.contains("  " + command.summary()), command.name());
        }
        assertTrue(overview.lines().allMatch(line -> line.length() <= 80), overview);
        assertTrue(fixture.feed("/help fr").contains("/frames #42"));
    }
}
