// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandTextTest {
    @Test
    void keepsArgumentsWithSpacesWhole() {
        CommandText text = CommandText.of(
                new String[] {"java", "-Da=b c", "-cp", "x", "app.Main", "one", "two three"},
                "app.Main one two three",
                "-Da=b c");

        assertEquals("app.Main", text.mainClass());
        assertEquals("Main", text.name());
        assertEquals(List.of("one", "two three"), text.arguments());
        assertEquals(List.of("-Da=b c"), text.jvmArguments());
    }

    @Test
    void knowsAJarByItsName() {
        CommandText text = CommandText.of(
                new String[] {"java", "-jar", "/opt/my app/orders.jar", "x"}, "/opt/my app/orders.jar x", "");

        assertEquals("/opt/my app/orders.jar", text.jar());
        assertNull(text.mainClass());
        assertEquals("orders.jar", text.name());
        assertEquals(List.of("x"), text.arguments());
    }

    @Test
    void takesTheClassOutOfAModule() {
        CommandText text =
                CommandText.of(new String[] {"java", "-p", "mods", "-m", "app/app.Main"}, "app/app.Main", null);

        assertEquals("app.Main", text.mainClass());
    }

    @Test
    void splitsAtSpacesWhatTheCommandLineDoesNotShow() {
        CommandText text = CommandText.of(new String[] {"java", "@options"}, "app.Main a  b", "-Xmx1g  -Dx");

        assertEquals("app.Main", text.mainClass());
        assertEquals(List.of("a", "b"), text.arguments());
        assertEquals(List.of("-Xmx1g", "-Dx"), text.jvmArguments());
    }

    @Test
    void readsTheCommandLineWhenTheJvmTellsNothing() {
        CommandText text = CommandText.of(
                new String[] {"/usr/bin/java", "-Xmx1g", "--add-opens", "a/b=c", "-cp", "x", "app.Main", "-jar"},
                null,
                null);

        assertEquals("app.Main", text.mainClass());
        assertEquals(List.of("-jar"), text.arguments());
        assertEquals(List.of("-Xmx1g", "--add-opens", "a/b=c"), text.jvmArguments());
    }

    @Test
    void hasNoNameForAProgramThatIsNoLauncher() {
        CommandText text = CommandText.of(new String[] {"/opt/ide/bin/ide", "--wait"}, null, null);

        assertEquals("", text.name());
        assertEquals(List.of(), text.arguments());
    }

    @Test
    void findsTheMainClassOfACommandThatTheJvmCutShort() {
        String longArgument = "x".repeat(2_000);
        CommandText text = CommandText.of(
                new String[] {"java", "app.Main", longArgument}, ("app.Main " + longArgument).substring(0, 1_023), "");

        assertEquals("app.Main", text.mainClass());
        assertEquals(List.of(longArgument), text.arguments());
    }
}
