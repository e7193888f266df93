// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import java.util.List;
import java.util.Map;

/** What is measured, and for how long. */
final class Plan {
    /** Whether to look only if everything runs. */
    final boolean quick;
    /** How often JMH measures each row, each time in a new JVM, after all others have had their turn. */
    final int rounds;
    /** Exceptions in each measurement of a capture. */
    final int captures;
    /** How long 50,000 exceptions a second are thrown under jspect. */
    final int seconds;

    private final List<String> parts;

    private Plan(boolean quick, int seconds, List<String> parts) {
        this.quick = quick;
        this.seconds = seconds;
        this.parts = parts;
        rounds = quick ? 1 : 3;
        captures = quick ? 400 : 2_000;
    }

    /**
     * Returns what the environment says: {@code QUICK=1}, {@code SECONDS=60}, {@code PARTS="capture arming"}.
     *
     * @param what is watched: {@code exceptions}, {@code watch}, {@code context} or {@code native}
     */
    static Plan ofEnvironment(String what) {
        Map<String, String> environment = System.getenv();
        boolean quick = environment.containsKey("QUICK");
        return new Plan(
                quick,
                Integer.parseInt(environment.getOrDefault("SECONDS", quick ? "6" : "60")),
                List.of(environment.getOrDefault("PARTS", usualParts(what)).split(" ", -1)));
    }

    private static String usualParts(String what) {
        switch (what) {
            case "watch":
                return "calls events";
            case "context":
                return "context";
            case "native":
                return "native";
            default:
                return "others plain watched capture throughput arming";
        }
    }

    /** Says whether a part is measured. */
    boolean has(String part) {
        return parts.contains(part);
    }
}
