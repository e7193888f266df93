// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

/** What a primitive is when nobody has set it. */
final class Zero {
    private Zero() {}

    /** Returns it boxed, by the descriptor's character; null for references. */
    static Object of(char type) {
        switch (type) {
            case 'Z':
                return false;
            case 'B':
                return (byte) 0;
            case 'S':
                return (short) 0;
            case 'C':
                return (char) 0;
            case 'I':
                return 0;
            case 'J':
                return 0L;
            case 'F':
                return 0f;
            case 'D':
                return 0d;
            default:
                return null;
        }
    }
}
