// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import dev.jspect.agent.dispatch.Handover;

/** What a patch has to say, on its way to the tool. */
final class LoggedText implements Handover.Numbered {
    final long number;
    final int kind;
    final long atMillis;
    final Thread thread;
    final String text;

    LoggedText(long number, int kind, Thread thread, String text) {
        this.number = number;
        this.kind = kind;
        this.atMillis = System.currentTimeMillis();
        this.thread = thread;
        this.text = text;
    }

    @Override
    public long number() {
        return number;
    }
}
