// SPDX-License-Identifier: Apache-2.0
/**
 * The way to a target: which JVMs there are ({@link dev.jspect.cli.attach.JvmProcesses}), which one is meant
 * ({@link dev.jspect.cli.attach.TargetSelector}), whether it may be disturbed at all
 * ({@link dev.jspect.cli.attach.Preflight}), HotSpot's attach protocol ({@link dev.jspect.cli.attach.AttachChannel}) and
 * the place where an agent meets the tool ({@link dev.jspect.cli.attach.Rendezvous}). Listing and choosing never touch a
 * target; only {@code AttachChannel} signals one, after the pre-flight. Commands call this package; it knows none of them.
 */
@NullMarked
package dev.jspect.cli.attach;

import org.jspecify.annotations.NullMarked;
