// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.protocol.Op;
import dev.jspect.protocol.TargetFacts;

/**
 * What the target's administrator allows: the system property {@code jspect.policy}, else the environment variable {@code
 * JSPECT_POLICY}, with the value {@code off} or {@code read-only}. Any other value forbids everything: who meant to
 * forbid and mistyped is safe.
 */
final class Policy {
    private final String value;

    private Policy(String value) {
        this.value = value;
    }

    /** Returns the policy of the JVM that runs this, read afresh. */
    static Policy ofThisJvm() {
        String value = System.getProperty("jspect.policy");
        return new Policy(value == null ? System.getenv("JSPECT_POLICY") : value);
    }

    /** Returns a {@code POLICY_} constant of {@link TargetFacts}. */
    int level() {
        if (value == null || value.isEmpty()) {
            return TargetFacts.POLICY_NONE;
        }
        return value.equals("read-only") ? TargetFacts.POLICY_READ_ONLY : TargetFacts.POLICY_OFF;
    }

    /** Returns why a request is refused, or null when it is allowed. Saying hello and farewell always is. */
    String refusal(int op) {
        if (level() == TargetFacts.POLICY_NONE || op == Op.HELLO || op == Op.FAREWELL) {
            return null;
        }
        boolean reads = op == Op.LOADERS
                || op == Op.USE_LOADER
                || op == Op.LOADED_CLASSES
                || op == Op.ADD_CLASSES
                || op == Op.LOAD_LIBRARY
                || op == Op.FRAMES
                || op == Op.INSTANCES
                || op == Op.HEAP_USED
                || op == Op.PATCHES
                || op == Op.CONTEXT
                || op == Op.STACKS;
        if (level() == TargetFacts.POLICY_READ_ONLY && reads) {
            return null;
        }
        return "the target's administrator forbids it: jspect.policy=" + value;
    }
}
