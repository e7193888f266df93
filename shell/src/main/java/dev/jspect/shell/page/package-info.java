// SPDX-License-Identifier: Apache-2.0
/** What a page for browsers shows of a recording: stacks as they are merged into a graph, and the text of each frame. */
@NullMarked
package dev.jspect.shell.page;

import org.jspecify.annotations.NullMarked;
