// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import java.util.List;

/**
 * What {@code Thread.dump_to_file} tells: virtual threads, mounted or not, and platform threads, read one after the other
 * while the target runs on.
 *
 * @param truncated whether the text ended too early, so that threads may be missing
 */
public record VirtualThreadDump(List<ThreadSnapshot> threads, boolean truncated) {
    public VirtualThreadDump {
        threads = List.copyOf(threads);
    }
}
