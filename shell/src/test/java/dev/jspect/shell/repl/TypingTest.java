// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.jline.terminal.Size;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys, typed at a terminal that is none. */
@Timeout(60)
final class TypingTest {
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";
    private static final String UP = "\u001b[A";

    private final PipedOutputStream keys = new PipedOutputStream();
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private ExternalTerminal terminal;
    private ShellFixture fixture;

    @TempDir
    private Path state;

    @BeforeEach
    void open() throws IOException {
        terminal =
                new ExternalTerminal("test", "ansi", new PipedInputStream(keys, 1 << 16), seen, StandardCharsets.UTF_8);
        terminal.setSize(Size.of(100, 40));
        fixture = new ShellFixture(terminal.writer());
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
        terminal.close();
    }

    /** Types all keys, then Ctrl-D; returns what was on the screen. */
    private String type(String... typed) throws IOException {
        TerminalInput input = input();
        press(String.join("", typed) + CTRL_D);
        fixture.shell.run(input);
        return seen.toString(StandardCharsets.UTF_8);
    }

    private TerminalInput input() throws IOException {
        return TerminalInput.of(
                terminal, fixture.shell, fixture.connection, fixture.screen, "shop", state.resolve("jspect/history"));
    }

    private void press(String typed) {
        try {
            keys.write(typed.getBytes(StandardCharsets.UTF_8));
            keys.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Until the shell's prompt is there. The reading end of a pipe fails when the thread that wrote has ended: the caller writes. */
    private FutureTask<Void> run(TerminalInput input) {
        FutureTask<Void> running = new FutureTask<>(() -> {
            fixture.shell.run(input);
            return null;
        });
        new Thread(running).start();
        awaitSeen("shop> ", 1);
        return running;
    }

    private void awaitSeen(String text, int times) {
        while (seen.toString(StandardCharsets.UTF_8).split(text, -1).length <= times) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void evaluatesWhatIsTyped() throws IOException {
        String screen = type("40 + 2\r");

        assertTrue(screen.contains("shop> "), screen);
        assertTrue(screen.contains("$1 ==> 42 : int"), screen);
    }

    @Test
    void goesOnInTheNextLine() throws IOException {
        String screen = type("class A {\r", "}\r");

        assertTrue(screen.contains("created class A"), screen);
    }

    @Test
    void completesAMemberAndTheArgumentsOfACommand() throws IOException {
        String screen = type("\"tea\".toUpperC\t)\r", "/frames http\t\r");

        assertTrue(screen.contains("$1 ==> TEA : String"), screen);
        assertTrue(screen.contains("com.shop.Web.serve"), screen);
    }

    @Test
    void saysWhenNamesAreNotFoundInTime() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        FutureTask<Void> running = run(input());
        fixture.connection.engineThread().later(() -> awaitQuietly(busy));
        press("\"tea\".toUpperC\t");
        awaitSeen("press Tab again", 1);
        busy.countDown();
        press("\t)\r" + CTRL_D);
        running.get();

        String screen = seen.toString(StandardCharsets.UTF_8);
        assertTrue(screen.contains("$1 ==> TEA : String"), screen);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void showsSignaturesBeforeArguments() throws IOException {
        String screen = type("\"tea\".substring(\t1)\r");

        assertTrue(screen.contains("String String.substring(int beginIndex, int endIndex)"), screen);
        assertTrue(screen.contains("$1 ==> ea : String"), screen);
    }

    @Test
    void clearsTheLineAtCtrlC() throws Exception {
        FutureTask<Void> running = run(input());
        press("9 + ");
        awaitSeen("9 [+] ", 1);
        press(CTRL_C);
        awaitSeen("shop> ", 2);
        press("40 + 2\r" + CTRL_D);
        running.get();

        String screen = seen.toString(StandardCharsets.UTF_8);
        assertTrue(screen.contains("$1 ==> 42 : int"), screen);
    }

    @Test
    void bringsBackWhatWasTyped() throws IOException {
        String screen = type("int x = 1\r", "x = x * 2 + 1\r", UP + "\r");

        assertTrue(screen.contains("x ==> 3 : int"), screen);
        assertTrue(screen.contains("x ==> 7 : int"), screen);
    }

    @Test
    void keepsWhatWasTypedForItsOwnerAlone() throws IOException {
        type("40 + 2\r", " 41 + 2\r");

        Path history = state.resolve("jspect/history");
        String kept = Files.readString(history);
        assertTrue(kept.contains("40 + 2"), kept);
        assertTrue(!kept.contains("41 + 2"), kept);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(history)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(history.getParent())));
    }

    @Test
    void endsAtThePromptWhenTheTargetDoes() throws IOException {
        TerminalInput input = input();
        Thread ending = new Thread(() -> fixture.shell.targetEnded("it has ended"));
        press("1 + 1\r");
        ending.start();

        String loss = fixture.shell.run(input);

        assertEquals("it has ended", loss);
    }
}
