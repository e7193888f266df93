// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** Threads whose names and variables would be markup on a page. */
public final class Markup {
    private Markup() {}

    public static void main(String[] args) throws IOException {
        String[] names = {"<script>document.title = 'hacked'</script>", "</script><!--", "{{data}}"};
        for (final String name : names) {
            Thread thread = new Thread(() -> held("<img src=x onerror=document.title='hacked'>"), name);
            thread.setDaemon(true);
            thread.start();
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        Ready.untilStdinEnds();
    }

    private static void held(String note) {
        try {
            Thread.sleep(3_600_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(note, e);
        }
    }
}
