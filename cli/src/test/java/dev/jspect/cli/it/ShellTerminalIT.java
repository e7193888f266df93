// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.target.LongNames;
import dev.jspect.target.Shop;
import dev.jspect.target.Thrower;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell, and other commands, as people use them: in a terminal. */
@EnabledIf("dev.jspect.cli.it.Tmux#isThere")
final class ShellTerminalIT {
    @TempDir
    private Path state;

    private Tmux open(TargetJvm target, int columns) {
        String command = "XDG_STATE_HOME=" + state + " " + Jdks.current().java() + " -jar " + JspectProcess.jar();
        return Tmux.start(columns, 40, command + " shell " + target.pid());
    }

    @Test
    void isPleasantToWorkIn() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Shop.class);
                Tmux terminal = open(target, 100)) {
            String banner = terminal.await("Shop>");
            assertTrue(banner.contains("Shop · pid " + target.pid() + " · Java "), banner);
            assertTrue(banner.contains(" threads: "), banner);

            terminal.type("dev.jspect.target.Shop.pri");
            terminal.complete("Shop.priceOf(");
            terminal.enter("3)");
            terminal.await("$1 ==> \"3 ct\" : String");

            terminal.enter("class Basket {");
            terminal.enter("int total = 3;");
            terminal.enter("}");
            // What is typed before the prompt is the terminal's to echo, and a Ctrl-C then is for what was typed.
            terminal.await("created class Basket\nShop>");

            terminal.enter("while (true) {}");
            stop(terminal, "while (true) {}");
            terminal.await("\nstopped\nShop>");
            terminal.enter("dev.jspect.target.Shop.spin()");
            stop(terminal, "Shop.spin()");

            terminal.enter("System.out.print(\"drive\\u001b[2Jme\")");
            terminal.await("drive\\e[2Jme\n");

            terminal.enter("20 + 1");
            terminal.await(" ==> 21 : int");
            terminal.press("Up", "Left", "2", "Enter");
            terminal.await("> 20 + 21\n");

            terminal.enter("/frames main");
            terminal.await("dev.jspect.target.Ready.untilStdinEnds");

            terminal.enter("/exit");
            terminal.await("exit code 0");
            assertTrue(terminal.screen().contains("jspect: paused "), terminal.screen());
            assertTrue(target.isAlive());
            assertEquals("ready\n", target.output().replaceAll("(?m)^WARNING: .*\n", ""));
        }
    }

    /** Interpreted: compiled code drops {@code text}, which nothing needs after the call that throws. */
    @Test
    void showsExceptionsAboveThePromptAndGoesIntoThem() {
        try (TargetJvm target = TargetJvm.on(Jdks.current()).with("-Xint").start(Thrower.class.getName());
                Tmux terminal = open(target, 120)) {
            terminal.await("Thrower>");
            terminal.enter("/exceptions on NumberFormat*");
            terminal.await("watching exceptions of class NumberFormat*; /exceptions off ends it");
            terminal.await("#1 ");
            terminal.await("\"thrower\" NumberFormatException: For input string: \"x");
            terminal.enter("/exceptions off");
            terminal.await("captured of ");
            terminal.await("java.lang.Throwable is what it was");

            terminal.enter("/exceptions");
            terminal.await("Thrower.order:65");
            terminal.enter("/exception 1");
            terminal.await("for snippets: ");
            terminal.enter("e.getMessage().endsWith(text + '\"')");
            terminal.await("$1 ==> true : boolean");
            terminal.enter("/up");
            terminal.await("at dev.jspect.target.Thrower.work");

            terminal.enter("/exceptions on Hostile");
            terminal.await("Thrower$Hostile: order ");
            terminal.enter("/exceptions off");
            terminal.await("/exceptions off\n");
            terminal.enter("/exception 1");
            terminal.await("its variables are not those of snippets: ");

            terminal.enter("/exit");
            terminal.await("exit code 0");
            assertTrue(terminal.screen().contains("the dispatcher class (inert)"), terminal.screen());
        }
    }

    /** The second line is there while the snippet runs: only then has the terminal put its cursor there. */
    private static void stop(Tmux terminal, String running) {
        terminal.await(running + "\n");
        terminal.awaitCursorBelow(running);
        terminal.press("C-c");
        terminal.await(running + "\n^C\nstopped\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 200})
    void greetsWithinTheWidthOfTheTerminal(int columns) {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Shop.class);
                Tmux terminal = open(target, columns)) {
            String banner = terminal.await("Shop>");

            String loader = banner.substring(banner.indexOf("sees the classes"));
            assertTrue(loader.startsWith("sees the classes of loader app @"), banner);
            assertTrue(loader.lines().skip(1).findFirst().orElse("").startsWith("Tab completes"), banner);
        }
    }

    @Test
    void endsAtOnceWhenTheTargetDoes() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Shop.class);
                Tmux terminal = open(target, 100)) {
            terminal.await("Shop>");
            ProcessHandle.of(target.pid()).orElseThrow().destroyForcibly();

            assertTrue(
                    terminal.await("exit code 3").contains("jspect: the shell has ended: the target has ended"),
                    terminal.screen());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "80, walksForAsLongAsTheLineOfTheTerminalIs(:",
        "200, walksForAsLongAsTheLineOfTheTerminalIs(LongNames.java:"
    })
    void linesAreAsLongAsTheTerminalIsWide(int columns, String shown) {
        String command = "env -u COLUMNS " + Jdks.current().java() + " -jar " + JspectProcess.jar();
        try (TargetJvm target = TargetJvm.start(Jdks.current(), LongNames.class);
                Tmux terminal = Tmux.start(columns, 40, command + " frames " + target.pid() + " -t longs")) {
            terminal.await("exit code 0");
            assertTrue(terminal.screen().contains(shown), terminal.screen());
        }
    }
}
