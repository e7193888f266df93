// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.page;

import java.util.List;

/**
 * A thread on a page.
 *
 * @param vm whether it is one of the VM's own
 * @param state as {@code Thread.State} has it, or empty
 * @param text what is known of it besides its frames, as a terminal shows it
 * @param frames innermost first
 */
public record PageThread(long id, String name, boolean vm, String state, String text, List<PageFrame> frames) {
    public PageThread {
        frames = List.copyOf(frames);
    }
}
