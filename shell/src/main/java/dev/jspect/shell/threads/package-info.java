// SPDX-License-Identifier: Apache-2.0
/**
 * The threads of a target at one moment, and the readers of the two texts in which a JVM tells them.
 *
 * <p>{@link dev.jspect.shell.threads.HotSpotThreadDumpParser} reads what {@code jstack -l -e} prints,
 * {@link dev.jspect.shell.threads.VirtualThreadDumpParser} what {@code Thread.dump_to_file} writes; both make
 * {@link dev.jspect.shell.threads.ThreadSnapshot}s, and {@link dev.jspect.shell.threads.ThreadDump} joins them. The model
 * is immutable and knows nothing of how it is shown. Thread names in it are the application's raw strings: whoever
 * prints them escapes them first.
 *
 * <p>These readers run in a JVM that has just started, so they scan by hand: no regular expressions, streams or lambdas.
 */
@NullMarked
package dev.jspect.shell.threads;

import org.jspecify.annotations.NullMarked;
