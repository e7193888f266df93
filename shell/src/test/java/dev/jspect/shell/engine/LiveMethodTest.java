// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.Test;

final class LiveMethodTest {
    /** What a target says may hold anything. */
    @Test
    void aRefusalIsThrownWordByWord() {
        String why = "the target says: \"no\\\"\nnot \t\r\0" + "1\\u0022 \u00e4" + "7 \u4e2d \ud83d\ude00";
        try (JShell jshell = JShell.builder().executionEngine("local").build()) {
            jshell.eval(LiveMethod.INSTANCES.refusal(why));
            List<SnippetEvent> events = jshell.eval("instances(String.class)");

            assertEquals(why, events.get(0).exception().getMessage());
        }
    }
}
