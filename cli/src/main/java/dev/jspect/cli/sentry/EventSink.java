// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.sentry;

import java.time.Duration;

/** Takes events. What it cannot deliver it counts; the reason is told once, to whom it was made for. */
public interface EventSink {
    /**
     * What became of the events.
     *
     * @param sent delivered ones
     * @param failed all others
     */
    record Totals(int sent, int failed) {}

    /**
     * Takes one; never throws for one that it cannot deliver, and waits for no network.
     *
     * @param id the event's own
     * @param event a line of JSON, with its end
     */
    void accept(String id, byte[] event);

    /** Delivers what is left, for no longer than this. Nothing is accepted afterwards. */
    Totals close(Duration patience);
}
