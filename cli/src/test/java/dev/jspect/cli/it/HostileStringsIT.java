// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.target.Shop;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Strings of a target that would drive a terminal if they were sent to it as they are. */
final class HostileStringsIT {
    /** Clears the screen, in both ways; sets a title; turns text around; rings; overwrites the line. */
    private static final String EVIL = "evil\u001b[2J\u009b2J\u001b]0;title\u0007\u202e\u2066\u200f\r\u0008name";

    private static final String JAVA =
            "\"evil\\u001b[2J\\u009b2J\\u001b]0;title\\u0007\\u202e\\u2066\\u200f\\r\\u0008name\"";

    private static final String OBJECT = "new Object() { public String toString() { return " + JAVA + "; } }";

    private static final String FAILURE = "throw new IllegalStateException(" + JAVA + ", new Exception(" + JAVA + "))";

    private static TargetJvm target;

    @BeforeAll
    static void startTarget() {
        target = TargetJvm.on(Jdks.current()).with("-Devil=" + EVIL).start(Shop.class.getName(), EVIL);
        String loader = "new java.net.URLClassLoader(" + JAVA
                + ", new java.net.URL[] {dev.jspect.target.Shop.class.getProtectionDomain().getCodeSource().getLocation()},"
                + " null)";
        JspectProcess.Result result = JspectHere.run(
                "eval",
                String.valueOf(target.pid()),
                "new java.util.Timer(" + JAVA + ", true); Object loader = " + loader
                        + "; ((ClassLoader) loader).loadClass(\"dev.jspect.target.Idle\");"
                        + " System.getProperties().put(\"loader\", loader);");
        assertEquals(0, result.exitCode(), result.out() + result.err());
    }

    @AfterAll
    static void endTarget() {
        target.close();
    }

    static List<List<String>> commands() {
        String pid = String.valueOf(target.pid());
        return List.of(
                List.of("ps"),
                List.of("ps", "-j"),
                List.of("frames", pid),
                List.of("frames", pid, "--group"),
                List.of("frames", pid, "-j"),
                List.of("loaders", pid),
                List.of("loaders", pid, "-j"),
                List.of("eval", pid, "-q", "java.util.Map.of(" + JAVA + ", new StringBuilder(" + JAVA + "))"),
                List.of("eval", pid, "-j", JAVA),
                List.of("eval", pid, JAVA + "; " + OBJECT + "; " + FAILURE));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void areShownNotSent(List<String> command) {
        JspectProcess.Result result = JspectHere.run(command.toArray(String[]::new));

        String all = result.out() + result.err();
        assertTrue(all.contains("evil"), all);
        assertTrue(all.contains("name"), all);
        assertEquals("", driving(all), all);
    }

    @Test
    void areNotSentBetweenOurOwnColours() {
        JspectProcess.Result frames = JspectHere.run("frames", String.valueOf(target.pid()), "--color", "always");

        assertTrue(frames.out().contains("\u001b["), "it is coloured");
        assertEquals("", driving(frames.out().replaceAll("\u001b\\[[0-9;]*m", "")), frames.out());
    }

    @Test
    void areNotSentByAFailureEither() {
        JspectProcess.Result result = JspectHere.run("frames", String.valueOf(target.pid()), "-t", EVIL + "x");

        assertEquals(2, result.exitCode());
        assertFalse(result.err().isEmpty());
        assertEquals("", driving(result.err()), result.err());
    }

    /** Returns the characters that must not reach a terminal. */
    private static String driving(String text) {
        StringBuilder found = new StringBuilder();
        text.codePoints()
                .filter(c -> c != '\n' && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT))
                .forEach(c -> found.append(Integer.toHexString(c)).append(' '));
        return found.toString();
    }
}
