// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

/** How long is measured. */
final class Plan {
    /** Whether to look only if everything runs. */
    final boolean quick;
    /** JVMs for each row of JMH, one after the other. */
    final int forks;
    /** Seconds before JMH measures. */
    final int warmup;
    /** Seconds that JMH measures. */
    final int measured;
    /** Exceptions in each measurement of a capture. */
    final int captures;
    /** How long 50,000 exceptions a second are thrown under jspect. */
    final int seconds;

    private Plan(boolean quick, int seconds) {
        this.quick = quick;
        this.seconds = seconds;
        forks = quick ? 1 : 2;
        warmup = quick ? 1 : 3;
        measured = quick ? 1 : 4;
        captures = quick ? 400 : 2_000;
    }

    /** Returns what the environment says: {@code QUICK=1}, and {@code SECONDS}, 60 without. */
    static Plan ofEnvironment() {
        boolean quick = System.getenv("QUICK") != null;
        return new Plan(quick, Integer.parseInt(System.getenv().getOrDefault("SECONDS", quick ? "6" : "60")));
    }
}
